namespace Weave.Execution;

/// <summary>Something a worker executes in slices.</summary>
interface IWork
{
    /// <summary>Whether it waits for a worker. Kept by the workers.</summary>
    bool IsQueued { get; set; }

    /// <summary>Executes until there is nothing to do or the slice is over. Throws nothing.</summary>
    /// <param name="stackLimit">The lowest stack address at which a woven function may be entered on this thread.</param>
    void Execute(nuint stackLimit);

    /// <summary>Called while it is being executed, from another thread: what is due by now shall be asked of it.</summary>
    /// <param name="yield">True if others have waited for a worker for a whole slice.</param>
    void Tick(bool yield);
}

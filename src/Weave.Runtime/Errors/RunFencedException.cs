namespace Weave;

/// <summary>Another claim on the run has been made since this hub's: the run has stopped here and goes on there. Nothing of it was lost or written twice.</summary>
public sealed class RunFencedException : WeaveException
{
    /// <param name="run">The run.</param>
    /// <param name="epoch">The epoch that is over.</param>
    public RunFencedException(string run, long epoch)
        : base($"The claim with epoch {epoch} is over: the run belongs to another owner now, and has stopped here.", "Nothing is lost; Find(id) watches it there.", run) =>
        Epoch = epoch;

    /// <summary>The epoch that is over.</summary>
    public long Epoch { get; }
}

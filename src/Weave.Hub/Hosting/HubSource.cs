namespace Weave.Hosting;

/// <summary>The hub of a host, for those who are there before it is.</summary>
public sealed class HubSource
{
    readonly TaskCompletionSource<Hub> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The hub, when it is open. Faults with what kept it from opening.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task<Hub> ReadyAsync(CancellationToken cancel = default) => ready.Task.WaitAsync(cancel);

    /// <summary>The hub.</summary>
    /// <exception cref="HubNotReadyException">It is not open yet.</exception>
    public Hub Hub => ready.Task.IsCompletedSuccessfully ? ready.Task.Result : throw new HubNotReadyException();

    internal void Open(Hub hub) => ready.TrySetResult(hub);

    internal void Fail(Exception cause)
    {
        ready.TrySetException(cause);
        _ = ready.Task.Exception; // nobody may be waiting: then it was observed here
    }
}

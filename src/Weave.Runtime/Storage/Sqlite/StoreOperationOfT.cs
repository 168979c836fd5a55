namespace Weave.Storage;

/// <summary>A call with a result.</summary>
/// <param name="work">The work itself.</param>
sealed class StoreOperation<T>(Func<OpenStore, T> work) : StoreOperation
{
    // Whoever waits goes on elsewhere: the store's thread runs nobody's code.
    readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? result;

    public Task<T> Task => completion.Task;

    public override void Perform(OpenStore store) => result = work(store);

    public override void Acknowledge() => completion.TrySetResult(result!);

    public override void Fail(Exception error)
    {
        completion.TrySetException(error);
        _ = completion.Task.Exception; // a look for changes has nobody who would observe it
    }
}

namespace Weave.Execution;

/// <summary>A task that is completed by hand, once. Who awaits it goes on apart from who completes it.</summary>
class Completion<T>
{
    readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public virtual Task<T> Task => source.Task;

    /// <summary>Completes the task; nothing happens when it has been.</summary>
    public virtual void TrySet(T value) => source.TrySetResult(value);
}

namespace Weave.Execution;

/// <summary>A task that is completed by hand, once.</summary>
/// <param name="source">What it is made of.</param>
/// <param name="soon">How its completion is carried out; null: at once.</param>
sealed class Completion<T>(TaskCompletionSource<T> source, Action<Action>? soon = null)
{
    public Task<T> Task => source.Task;

    /// <summary>Completes the task; nothing happens when it has been.</summary>
    public void TrySet(T value)
    {
        if (soon is null)
            source.TrySetResult(value);
        else
            soon(() => source.TrySetResult(value));
    }
}

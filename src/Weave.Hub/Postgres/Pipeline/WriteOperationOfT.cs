namespace Weave.Postgres;

/// <summary>A write with an answer.</summary>
abstract class WriteOperation<T> : WriteOperation
{
    // Whoever waits goes on elsewhere: a lane runs nobody's code.
    readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? answer;
    Exception? refusal;

    public Task<T> Task => completion.Task;

    /// <summary>What the server said: handed on when it is durable.</summary>
    protected void Answer(T result, StoreChange? change = null) => (answer, refusal, Change) = (result, null, change);

    /// <summary>What the server found wrong with this write alone.</summary>
    protected void Refuse(Exception error) => (refusal, Change) = (error, null);

    /// <summary>Why the server refused it, or null.</summary>
    public Exception? Refusal => refusal;

    public override void Acknowledge()
    {
        if (refusal is not null)
            Fail(refusal);
        else
            completion.TrySetResult(answer!);
    }

    public override void Fail(Exception error)
    {
        completion.TrySetException(error);
        _ = completion.Task.Exception; // nobody may be waiting
    }
}

namespace Weave.Runtime.Tests.Hosting;

/// <summary>Waiting for what must happen: bounded, so that a test fails instead of hanging.</summary>
static class Signals
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(patience);

    /// <summary>The run's result; what the run does, if there is none in time.</summary>
    public static async Task<T> Soon<T>(this RunHandle<T> run)
    {
        try
        {
            return await run.Result.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No result: {run.Status}");
        }
    }

    public static Task Soon(this Task task) => task.WaitAsync(patience);

    /// <summary>Completes when <paramref name="condition"/> holds; for conditions that nothing announces.</summary>
    public static async Task Until(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(patience);
        while (!condition())
            await Task.Delay(1, late.Token);
    }
}

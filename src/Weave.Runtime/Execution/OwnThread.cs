namespace Weave.Execution;

/// <summary>A thread for one loop that no load may starve: what the loop awaits goes on here, and its pauses need no thread of the pool.</summary>
/// <param name="name">The thread's name.</param>
/// <param name="loop">The loop; the thread ends with it.</param>
sealed class OwnThread(string name, Func<Task> loop) : SynchronizationContext
{
    static readonly TimeSpan longest = TimeSpan.FromHours(1);

    readonly object gate = new();
    readonly Queue<(SendOrPostCallback Call, object? State)> posted = [];
    readonly PriorityQueue<TaskCompletionSource, long> pauses = new();

    public void Start() => new Thread(Run, 256 << 10) { IsBackground = true, Name = name }.UnsafeStart();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            posted.Enqueue((d, state));
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Completes on this thread. Called on this thread.</summary>
    public Task PauseAsync(TimeSpan pause)
    {
        var over = new TaskCompletionSource();
        lock (gate)
            pauses.Enqueue(over, TimeProvider.System.GetTimestamp() + (long)(pause.TotalSeconds * TimeProvider.System.TimestampFrequency));
        return over.Task;
    }

    void Run()
    {
        SetSynchronizationContext(this);
        for (var all = loop(); !all.IsCompleted;)
        {
            if (Next() is var (call, state))
                call(state);
        }
    }

    /// <summary>What is to be done next; null when a pause was over instead.</summary>
    (SendOrPostCallback, object?)? Next()
    {
        TaskCompletionSource over;
        lock (gate)
        {
            while (true)
            {
                if (posted.TryDequeue(out var next))
                    return next;
                if (!pauses.TryPeek(out _, out var due))
                {
                    Monitor.Wait(gate);
                    continue;
                }

                var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (left <= TimeSpan.Zero)
                    break;
                Monitor.Wait(gate, left < longest ? left + TimeSpan.FromMilliseconds(1) : longest);
            }

            over = pauses.Dequeue();
        }

        over.SetResult();
        return null;
    }
}

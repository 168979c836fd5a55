namespace Weave.Execution;

/// <summary>
/// What a hub takes from the machine it is on: threads and the real clock. A simulation gives its own machine, where everything happens on one thread in an order that a seed decides; so nothing in a hub
/// starts a thread, uses the thread pool or looks at the system's clock but through this.
/// </summary>
abstract class Machine
{
    /// <summary>This one.</summary>
    public static Machine Real { get; } = new RealMachine();

    /// <summary>The clock that bounds costs; the hub's own clock, which runs see, may be another.</summary>
    public abstract TimeProvider Clock { get; }

    /// <summary>Threads that execute what becomes ready, and tick it.</summary>
    /// <param name="count">How many.</param>
    /// <param name="name">Names them.</param>
    /// <param name="time">The clock of time slices.</param>
    public abstract IWorkers CreateWorkers(int count, string name, TimeProvider time);

    /// <summary>Begins this soon, apart from the caller.</summary>
    public abstract Task<T> Run<T>(Func<Task<T>> work);

    /// <summary>Begins this soon, apart from the caller.</summary>
    public Task Run(Func<Task> work) => Run(async () =>
    {
        await work().ConfigureAwait(false);
        return default(Unit);
    });

    /// <summary>A task to complete by hand; who awaits it goes on apart from who completes it.</summary>
    public abstract Completion<T> NewCompletion<T>();

    /// <summary>Runs a loop that no load may starve, until it ends.</summary>
    /// <param name="name">Names it.</param>
    /// <param name="loop">What it awaits goes on where it was.</param>
    public virtual void RunApart(string name, Func<Task> loop) => _ = Run(loop);

    /// <summary>A pause of such a loop.</summary>
    public virtual Task PauseAsync(TimeSpan pause, TimeProvider time) => Task.Delay(pause, time);

    /// <summary>A pause that a cancel ends.</summary>
    public virtual Task PauseAsync(TimeSpan pause, TimeProvider time, CancellationToken cancel) => Task.Delay(pause, time, cancel);

    /// <summary>Waits for a task, so long at most.</summary>
    /// <exception cref="TimeoutException">It takes longer.</exception>
    public virtual Task<T> WaitAsync<T>(Task<T> task, TimeSpan atMost, TimeProvider time, CancellationToken cancel) => task.WaitAsync(atMost, time, cancel);

    sealed class RealMachine : Machine
    {
        public override TimeProvider Clock => TimeProvider.System;

        public override IWorkers CreateWorkers(int count, string name, TimeProvider time) => new WorkerPool(count, name, time);

        public override Task<T> Run<T>(Func<Task<T>> work) => Task.Run(work);

        public override void RunApart(string name, Func<Task> loop) => new OwnThread(name, loop).Start();

        public override Task PauseAsync(TimeSpan pause, TimeProvider time) =>
            time == TimeProvider.System && SynchronizationContext.Current is OwnThread own ? own.PauseAsync(pause) : base.PauseAsync(pause, time);

        public override Completion<T> NewCompletion<T>() => new(new(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}

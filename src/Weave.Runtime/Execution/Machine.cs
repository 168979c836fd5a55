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

    /// <summary>Does this again and again on a thread of its own, so that no load keeps it from its turn. What a turn returns is how long to pause after it; null ends the loop.</summary>
    /// <param name="name">Names the thread.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="turn">Waits by <see cref="WaitOnLoop"/> alone. Throws nothing.</param>
    public abstract ILoop StartLoop(string name, TimeProvider time, Func<ValueTask<TimeSpan?>> turn);

    /// <summary>Waits within a turn of a loop: on its thread, which is there for that.</summary>
    public abstract ValueTask<T> WaitOnLoop<T>(Task<T> task);

    sealed class RealMachine : Machine
    {
        public override TimeProvider Clock => TimeProvider.System;

        public override IWorkers CreateWorkers(int count, string name, TimeProvider time) => new WorkerPool(count, name, time);

        public override Task<T> Run<T>(Func<Task<T>> work) => Task.Run(work);

        public override Completion<T> NewCompletion<T>() => new(new(TaskCreationOptions.RunContinuationsAsynchronously));

        public override ILoop StartLoop(string name, TimeProvider time, Func<ValueTask<TimeSpan?>> turn) => new ThreadLoop(name, time, turn);

        public override ValueTask<T> WaitOnLoop<T>(Task<T> task) => new(task.GetAwaiter().GetResult());
    }
}

using System.Runtime.CompilerServices;
using Weave.Execution;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>One process of a simulation: what is ready in it is executed one thing at a time, in an order that chance decides. It can stand still while time passes, and it can die: then nothing of it is ever executed again.</summary>
sealed class SimulatedMachine : Machine
{
    static readonly TimeSpan slice = TimeSpan.FromMilliseconds(2);
    static readonly ExecutionContext clean = ExecutionContext.Capture()!;
    static readonly ExecutionContext inRun = InRun();

    readonly List<Action> ready = [];
    readonly ConditionalWeakTable<Task, object> ends = [];
    bool scheduled;
    bool paused;
    long freeAt;
    long used;
    long sliceAt;
    IWork? executing;

    public SimulatedMachine(World world, string name, IReadOnlyList<string> offers)
    {
        Offers = offers;
        World = world;
        Name = name;
        Clock = new SimulatedClock(this, TimeSpan.FromSeconds(world.Random.Next(-100, 100)));
    }

    public World World { get; }

    public string Name { get; }

    /// <summary>What runs may need that it has.</summary>
    public IReadOnlyList<string> Offers { get; }

    public bool IsDead { get; private set; }

    public bool IsPaused => paused;

    /// <summary>Its own clock: right in how it goes, wrong in what it says.</summary>
    public override TimeProvider Clock { get; }

    /// <summary>Ticks since the world began, as far as this process has come.</summary>
    public long Now => World.Now + (World.Running == this ? used : 0);

    /// <summary>Has this executed soon, if it is alive by then.</summary>
    public void Post(Action action)
    {
        World.CheckThread();
        if (IsDead)
            return;
        ready.Add(action);
        Wake();
    }

    public void Die()
    {
        IsDead = true;
        ready.Clear();
    }

    public void Pause() => paused = true;

    public void Continue()
    {
        paused = false;
        Wake();
    }

    /// <summary>Computing takes time, and whoever computes for long is asked to let others go on.</summary>
    public void Use(TimeSpan cpu)
    {
        used += cpu.Ticks;
        if (executing is not { } work || used - sliceAt < slice.Ticks)
            return;
        sliceAt = used;
        work.Tick(yield: true);
    }

    public override IWorkers CreateWorkers(int count, string name, TimeProvider time) => new Workers(this);

    public override Task<T> Run<T>(Func<Task<T>> work)
    {
        var end = new SimulatedCompletion<T>(this);
        var task = end.Task;
        ends.Add(task, end);
        var context = ExecutionContext.Capture() ?? clean;
        Post(() => ExecutionContext.Run(context, _ => Follow(work(), end), null));
        return task;

        static async void Follow(Task<T> work, SimulatedCompletion<T> end)
        {
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.End(work);
        }
    }

    public override Task<T> Shared<T>(Task<T> task) => ends.TryGetValue(task, out var end) ? ((SimulatedCompletion<T>)end).Task : task;

    public override Completion<T> NewCompletion<T>() => new SimulatedCompletion<T>(this);

    // The task library takes part of a millisecond for none, and here no time goes by while somebody spins.
    public override Task PauseAsync(TimeSpan pause, TimeProvider time) => Task.Delay(pause < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : pause, time);

    public override Task PauseAsync(TimeSpan pause, TimeProvider time, CancellationToken cancel) =>
        cancel.CanBeCanceled ? Cancellable(PauseAsync(pause, time), cancel) : PauseAsync(pause, time);

    public override Task<T> WaitAsync<T>(Task<T> task, TimeSpan atMost, TimeProvider time, CancellationToken cancel) => Cancellable(task.WaitAsync(atMost, time), cancel);

    /// <summary>What the task library completes on a cancel goes on in its thread pool; this goes on here.</summary>
    Task<T> Cancellable<T>(Task<T> task, CancellationToken cancel)
    {
        if (task.IsCompleted || !cancel.CanBeCanceled)
            return task;
        var source = new TaskCompletionSource<T>();
        var cancelled = cancel.UnsafeRegister(_ => Post(() => source.TrySetCanceled(cancel)), null);
        Follow();
        return source.Task;

        async void Follow()
        {
            try
            {
                source.TrySetResult(await task.ConfigureAwait(false));
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }

            cancelled.Unregister();
        }
    }

    Task Cancellable(Task task, CancellationToken cancel) => Cancellable(Valued(task), cancel);

    static async Task<Unit> Valued(Task task)
    {
        await task.ConfigureAwait(false);
        return default;
    }

    void Wake()
    {
        if (scheduled || paused || IsDead || ready.Count == 0)
            return;
        scheduled = true;
        World.At(Math.Max(World.Now, freeAt), Next);
    }

    void Next()
    {
        if (paused || IsDead || ready.Count == 0)
        {
            scheduled = false;
            return;
        }

        // Mostly in order, as a pool's queue; now and then another thread was faster.
        var at = World.Chance(0.8) ? 0 : World.Random.Next(ready.Count);
        var action = ready[at];
        ready.RemoveAt(at);
        World.Running = this;
        used = World.Random.Next(10, 500);
        try
        {
            ExecutionContext.Run(clean, static a => ((Action)a!)(), action);
        }
        catch (Exception e)
        {
            World.Fail($"{Name}: nobody caught {e}");
        }

        // What was posted meanwhile comes after it: the process's own clock never goes back.
        freeAt = World.Now + used;
        World.Running = null;
        scheduled = false;
        Wake();
    }

    static ExecutionContext InRun()
    {
        ExecutionContext? context = null;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            RunScope.Current = RunScope.Run;
            context = ExecutionContext.Capture();
        }, null);
        return context!;
    }

    /// <summary>Engine threads that are none: work is executed between the other things that the process does.</summary>
    sealed class Workers(SimulatedMachine machine) : IWorkers
    {
        bool closed;

        public void Enqueue(IWork work)
        {
            if (!closed)
                machine.Post(() => Execute(work));
        }

        public void Dispose() => closed = true;

        void Execute(IWork work)
        {
            machine.executing = work;
            machine.sliceAt = machine.used;
            ExecutionContext.Run(inRun, static w => ((IWork)w!).Execute(NativeStack.LimitBelow(8 << 20)), work);
            machine.executing = null;
        }
    }
}

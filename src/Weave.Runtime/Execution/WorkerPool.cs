namespace Weave.Execution;

/// <summary>The engine's own threads and the queue of work that is ready for them. A ticker runs while anything is executed.</summary>
sealed class WorkerPool : IWorkers
{
    static readonly TimeSpan slice = TimeSpan.FromMilliseconds(10);

    readonly object gate = new();
    readonly Queue<IWork> ready = [];
    readonly Queue<IWork> hurried = [];
    readonly TimeProvider time;
    readonly Worker[] workers;
    readonly ITimer ticker;
    bool ticking;
    volatile bool closed;

    public WorkerPool(int count, string name, TimeProvider time)
    {
        this.time = time;
        ticker = CreateTicker();
        workers = [.. Enumerable.Range(0, count).Select(i => new Worker(this, $"weave {name} {i}"))];
        foreach (var worker in workers)
            worker.Start();
    }

    /// <inheritdoc/>
    public void Enqueue(IWork work)
    {
        lock (gate)
        {
            if (closed)
                return;
            work.IsQueued = true;
            ready.Enqueue(work);
            Monitor.Pulse(gate);
        }
    }

    /// <inheritdoc/>
    public void Hurry(IWork work)
    {
        lock (gate)
        {
            // Its place in the other queue stays, and is passed over when it comes up.
            if (work.IsQueued && !closed)
                hurried.Enqueue(work);
        }
    }

    /// <summary>Sends the workers home once they are done with what they execute. Does not wait: user code may take any time.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            ready.Clear();
            hurried.Clear();
            Monitor.PulseAll(gate);
        }

        ticker.Dispose();
    }

    IWork? Next(Worker worker)
    {
        lock (gate)
        {
            worker.Current = null;
            IWork? work;
            while ((work = Dequeue()) is null && !closed)
                Monitor.Wait(gate);
            if (closed)
                return null;
            worker.Current = work;
            worker.Since = time.GetTimestamp();
            if (!ticking)
            {
                ticking = true;
                ticker.Change(slice, slice);
            }

            return worker.Current;
        }
    }

    IWork? Dequeue()
    {
        while (hurried.TryDequeue(out var work) || ready.TryDequeue(out work))
        {
            if (work.IsQueued)
            {
                work.IsQueued = false;
                return work;
            }
        }

        return null;
    }

    ITimer CreateTicker()
    {
        // The pool must not hold on to whatever context it was made in.
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static pool => ((WorkerPool)pool!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    void Tick()
    {
        lock (gate)
        {
            var busy = false;
            foreach (var worker in workers)
            {
                if (worker.Current is not { } work)
                    continue;
                busy = true;
                work.Tick(ready.Count > 0 && time.GetElapsedTime(worker.Since) >= slice);
            }

            if (!busy && ready.Count == 0 && !closed)
            {
                ticking = false;
                ticker.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>One engine thread.</summary>
    sealed class Worker(WorkerPool pool, string name)
    {
        public IWork? Current { get; set; }

        public long Since { get; set; }

        public void Start()
        {
            var thread = new Thread(Run, NativeStack.WorkerSize) { IsBackground = true, Name = name };
            thread.UnsafeStart();
        }

        void Run()
        {
            var limit = NativeStack.LimitBelow(NativeStack.WorkerSize - NativeStack.Margin);
            RunScope.Current = RunScope.Run;
            var clean = ExecutionContext.Capture()!;
            while (pool.Next(this) is { } work)
            {
                work.Execute(limit);
                ExecutionContext.Restore(clean);
            }
        }
    }
}

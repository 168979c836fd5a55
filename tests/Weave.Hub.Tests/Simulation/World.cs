namespace Weave.Cluster.Tests.Simulation;

/// <summary>Everything there is in one simulation: a clock that jumps from event to event, one source of chance, and a log whose hash says whether two worlds went the same way. One thread.</summary>
sealed class World(int seed, Action<string>? trace = null)
{
    [ThreadStatic]
    static World? current;

    readonly PriorityQueue<Action, (long At, long Order)> events = new();
    readonly int thread = Environment.CurrentManagedThreadId;
    readonly List<string> failures = [];
    readonly Dictionary<string, int> counts = [];
    long order;
    ulong hash = 14695981039346656037;

    /// <summary>The world of the simulation that this thread runs; null outside of one.</summary>
    public static World? Current => current;

    public Random Random { get; } = new(seed);

    /// <summary>Ticks since the world began.</summary>
    public long Now { get; private set; }

    /// <summary>The process whose code is being executed, or null between two.</summary>
    public SimulatedMachine? Running { get; set; }

    /// <summary>What went wrong, in order.</summary>
    public IReadOnlyList<string> Failures => failures;

    /// <summary>Names everything that has happened.</summary>
    public ulong Hash => hash;

    public long Events { get; private set; }

    /// <summary>How often what was counted has happened.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    public bool IsTraced => trace is not null;

    public void After(TimeSpan delay, Action happens) => At(Now + delay.Ticks, happens);

    public void At(long time, Action happens) => events.Enqueue(happens, (Math.Max(time, Now), order++));

    /// <summary>Lets things happen until it is over, nothing happens any more, or the time is up.</summary>
    public void Run(Func<bool> isOver, TimeSpan until)
    {
        current = this;
        try
        {
            while (failures.Count == 0 && !isOver() && events.TryDequeue(out var happens, out var at))
            {
                if (at.At > until.Ticks)
                    return;
                Now = at.At;
                Events++;
                happens();
            }
        }
        finally
        {
            current = null;
        }
    }

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * Random.NextDouble());

    /// <summary>How long a message is on its way: usually little, now and then a lot.</summary>
    public TimeSpan Latency() => Random.Next(100) switch
    {
        < 90 => Between(TimeSpan.FromMicroseconds(100), TimeSpan.FromMilliseconds(2)),
        < 99 => Between(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(40)),
        _ => Between(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(800)),
    };

    public void Log(string line)
    {
        foreach (var c in line)
            hash = (hash ^ c) * 1099511628211;
        hash = (hash ^ (ulong)Now) * 1099511628211;
        trace?.Invoke($"{Now / (double)TimeSpan.TicksPerSecond,11:0.000000} {line}");
    }

    /// <summary>Something happened that a schedule should meet.</summary>
    public void Count(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    public void Fail(string what)
    {
        Log("FAILED: " + what);
        failures.Add(what);
    }

    /// <summary>Something that belongs to the simulation was reached from another thread: from there on nothing could be repeated.</summary>
    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId == thread)
            return;
        lock (failures)
            failures.Add("Left the simulation's thread at\n" + Environment.StackTrace);
        throw new InvalidOperationException("Not on the simulation's thread.");
    }
}

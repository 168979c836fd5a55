using Weave.Cluster.Tests.Faults;
using Weave.State;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>One schedule: a cluster, its work, and what befalls it, all decided by a seed; then everything is healed, and everything must come right.</summary>
sealed class Schedule
{
    static readonly TimeSpan trouble = TimeSpan.FromSeconds(15);
    static readonly TimeSpan limit = TimeSpan.FromMinutes(10);

    readonly World world;
    readonly SimulatedDatabase database;
    readonly SimulatedNetwork network;
    readonly Bank bank;
    readonly List<SimulatedHub> hubs = [];
    readonly Dictionary<string, (Func<Hub, Task> Start, long Expected)> work = [];
    readonly HashSet<string> started = [];
    readonly Story story;
    readonly FaultPlan? plan;
    int moved;
    int torn;

    Schedule(int seed, Story story, FaultPlan? plan, Action<string>? trace)
    {
        this.story = story;
        this.plan = plan;
        world = new World(seed, trace);
        database = new SimulatedDatabase(world);
        network = new SimulatedNetwork(world);
        bank = new Bank(world);
    }

    /// <summary>Runs it, on the calling thread.</summary>
    public static ScheduleReport Run(int seed, Action<string>? trace = null, Story story = Story.Chance, FaultPlan? plan = null)
    {
        var schedule = new Schedule(seed, story, plan, trace);
        schedule.Run();
        return new ScheduleReport(seed, schedule.world.Hash, schedule.world.Events, schedule.moved, schedule.torn, [.. schedule.world.Failures]);
    }

    void Run()
    {
        Transfers.Use(bank);
        for (var i = IsByChance ? world.Random.Next(2, 5) : 2; i > 0; i--)
            hubs.Add(new SimulatedHub(world, database, network, $"hub {i}", plan));
        AddWork();
        var spread = IsByChance ? trouble : TimeSpan.FromMilliseconds(500);
        foreach (var hub in hubs)
            world.After(world.Between(TimeSpan.Zero, spread < TimeSpan.FromSeconds(1) ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1)), hub.Start);
        foreach (var run in work.Keys)
            world.After(world.Between(TimeSpan.FromMilliseconds(200), spread), () => Begin(run));
        Befall();
        world.Run(IsOver, limit);
        if (world.Failures.Count == 0)
            Check();
    }

    bool IsByChance => story is Story.Chance or Story.InnerChance;

    bool MovesInner => story is Story.Inner or Story.InnerChance;

    void Befall()
    {
        switch (story)
        {
            case Story.Chance or Story.InnerChance:
                for (var i = world.Random.Next(0, 12); i > 0; i--)
                    world.After(world.Between(TimeSpan.FromSeconds(1), trouble), Trouble);
                world.After(trouble + TimeSpan.FromSeconds(10), HealAll);
                break;
            case Story.Failover:
                world.After(TimeSpan.FromMilliseconds(500), hubs[0].Crash);
                world.After(TimeSpan.FromSeconds(4), hubs[0].Start);
                break;
            case Story.Moving or Story.Inner:
                for (var i = 0; i < 6; i++)
                    world.After(world.Between(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(1200)), () => Move(work.Keys.ElementAt(world.Random.Next(work.Count))));
                break;
        }
    }

    void AddWork()
    {
        for (var i = IsByChance ? world.Random.Next(3, 10) : 2; i > 0; i--)
        {
            var (id, from, to) = ($"transfer {i}", $"account {world.Random.Next(4)}", $"account {world.Random.Next(4)}");
            var (amount, effort) = (world.Random.Next(1, 1000), world.Random.Next(1000));
            Add(id, hub => MovesInner ? hub.StartAsync(Transfers.Fragments.Order(id, from, to, amount, effort), id) : hub.StartAsync(Transfers.Fragments.Transfer(id, from, to, amount, effort), id), Transfers.Transferred(amount, effort));
        }

        var (depth, width) = (world.Random.Next(1, 4), world.Random.Next(2, 7));
        Add("computation", hub => hub.StartAsync(Transfers.Fragments.Compute(depth, width), "computation"), Transfers.Compute(depth, width).GetAwaiter().GetResult());
    }

    void Add(string run, Func<Hub, Task> start, long expected) => work.Add(run, (start, expected));

    /// <summary>A client asks one hub after another until one has started the run.</summary>
    void Begin(string run)
    {
        if (started.Contains(run))
            return;
        var open = hubs.FindAll(h => h.Open is not null);
        if (open.Count > 0)
        {
            var at = open[world.Random.Next(open.Count)];
            var hub = at.Open!;
            at.Do(async () =>
            {
                try
                {
                    await work[run].Start(hub).ConfigureAwait(false);
                    started.Add(run);
                    for (var i = IsByChance ? world.Random.Next(4) : 0; i > 0; i--)
                        world.After(world.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(1200)), () => Move(run));
                }
                catch (Exception e) when (e is WeaveException or ObjectDisposedException)
                {
                    world.Log($"{at.Id} does not start {run}: {e.Message}");
                }
            });
        }

        world.After(TimeSpan.FromSeconds(2), () => Begin(run));
    }

    /// <summary>Somebody asks any hub to move a run to any hub.</summary>
    void Move(string run)
    {
        var (asked, target) = (hubs[world.Random.Next(hubs.Count)], hubs[world.Random.Next(hubs.Count)].Id);
        if (asked.Open is null || !started.Contains(run))
            return;
        var mover = asked.Mover;
        var inner = MovesInner && world.Chance(0.7);
        if (MovesInner && database.Storage.Root.Runs.Keys.Where(r => r.StartsWith(run + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } parts && world.Chance(0.5))
            run = parts[world.Random.Next(parts.Count)];
        asked.Do(async () =>
        {
            try
            {
                world.Log($"{asked.Id} moves {run} to {target}");
                var result = await (inner ? mover.MoveInnerAsync(run, target) : mover.MoveAsync(run, target)).ConfigureAwait(false);
                world.Log($"{run} to {target}: {result.Outcome}, {result.Reason}");
                torn += result.Inner is null ? 0 : 1;
                moved += result.IsMoved ? 1 : 0;
            }
            catch (Exception e) when (e is WeaveException or ObjectDisposedException)
            {
                world.Log($"{run} to {target}: {e.Message}");
            }
        });
    }

    void Trouble()
    {
        var hub = hubs[world.Random.Next(hubs.Count)];
        if (!hub.IsAlive)
            return;
        var length = world.Between(TimeSpan.Zero, TimeSpan.FromSeconds(6));
        switch (world.Random.Next(5))
        {
            case 0:
                hub.Crash();
                world.After(length, () => { if (!hub.IsAlive) hub.Start(); });
                break;
            case 1:
                hub.Pause();
                world.After(length, hub.Continue);
                break;
            case 2:
                hub.Cut();
                world.After(length, hub.Heal);
                break;
            case 3:
                var other = hubs[world.Random.Next(hubs.Count)].Id;
                world.Log($"{hub.Id} does not reach {other}");
                network.Cut(hub.Id, other);
                world.After(length, () => network.Heal(hub.Id, other));
                break;
            default:
                hub.Break();
                break;
        }
    }

    void HealAll()
    {
        network.HealAll();
        foreach (var hub in hubs)
        {
            hub.Heal();
            if (hub.IsAlive)
                hub.Continue();
            else
                hub.Start();
        }
    }

    bool IsOver() => started.Count == work.Count && work.Keys.All(r => database.Ends.ContainsKey(r));

    void Check()
    {
        if (!IsOver())
        {
            world.Fail("Not over: " + string.Join(", ", work.Keys.Where(r => !database.Ends.ContainsKey(r)).Select(r => $"{r} ({(started.Contains(r) ? database.Storage.Root.Runs.GetValueOrDefault(r)?.Record.ToString() : "not started")})")));
            return;
        }

        foreach (var (run, (_, expected)) in work)
        {
            var record = database.Storage.Root.Runs[run].Record;
            if (record.State != RunState.Completed)
                world.Fail($"{run} is {record.State}.");
            else if (StateBytes.Decode<long>(record.Outcome, new Symbols(database.Direct)) is var result && result != expected)
                world.Fail($"{run} gave {result} and not {expected}.");
            if (database.Ends[run] != 1)
                world.Fail($"{run} ended {database.Ends[run]} times.");
        }

        foreach (var (run, ends) in database.Ends.Where(static e => e.Value != 1))
            world.Fail($"{run} ended {ends} times.");
        if (bank.Balances.Values.Sum() is var sum and not 0)
            world.Fail($"Money is not conserved: {sum}.");
        foreach (var transfer in work.Keys.Where(r => r != "computation"))
        {
            var effects = bank.Effects.Values.Where(e => e.What.StartsWith(transfer + " account", StringComparison.Ordinal)).ToList();
            if (effects.Count != (MovesInner ? 4 : 2))
                world.Fail($"{transfer} had {effects.Count} effects: {string.Join("; ", effects.Select(e => e.What))}.");
        }
    }

    sealed class Symbols(IRunStore store) : ISymbolTable
    {
        public int Intern(string text) => store.Intern(text);

        public string? Lookup(int number) => store.Lookup(number);
    }
}

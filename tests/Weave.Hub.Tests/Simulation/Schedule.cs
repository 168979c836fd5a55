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
    readonly Bank bank;
    readonly List<SimulatedHub> hubs = [];
    readonly Dictionary<string, (Func<Hub, Task> Start, long Expected)> work = [];
    readonly HashSet<string> started = [];

    Schedule(int seed, Action<string>? trace)
    {
        world = new World(seed, trace);
        database = new SimulatedDatabase(world);
        bank = new Bank(world);
    }

    /// <summary>Runs it, on the calling thread.</summary>
    public static ScheduleReport Run(int seed, Action<string>? trace = null)
    {
        var schedule = new Schedule(seed, trace);
        schedule.Run();
        return new ScheduleReport(seed, schedule.world.Hash, schedule.world.Events, [.. schedule.world.Failures]);
    }

    void Run()
    {
        Transfers.Use(bank);
        for (var i = world.Random.Next(2, 5); i > 0; i--)
            hubs.Add(new SimulatedHub(world, database, $"hub {i}"));
        AddWork();
        foreach (var hub in hubs)
            world.After(world.Between(TimeSpan.Zero, TimeSpan.FromSeconds(1)), hub.Start);
        foreach (var run in work.Keys)
            world.After(world.Between(TimeSpan.Zero, trouble), () => Begin(run));
        for (var i = world.Random.Next(0, 12); i > 0; i--)
            world.After(world.Between(TimeSpan.FromSeconds(1), trouble), Trouble);
        world.After(trouble + TimeSpan.FromSeconds(10), HealAll);
        world.Run(IsOver, limit);
        if (world.Failures.Count == 0)
            Check();
    }

    void AddWork()
    {
        for (var i = world.Random.Next(3, 10); i > 0; i--)
        {
            var (id, from, to) = ($"transfer {i}", $"account {world.Random.Next(4)}", $"account {world.Random.Next(4)}");
            var (amount, effort) = (world.Random.Next(1, 1000), world.Random.Next(1000));
            work.Add(id, (async hub => await hub.StartAsync(Transfers.Fragments.Transfer(id, from, to, amount, effort), id).ConfigureAwait(false), Transfers.Transferred(amount, effort)));
        }

        var (depth, width) = (world.Random.Next(1, 4), world.Random.Next(2, 7));
        work.Add("computation", (async hub => await hub.StartAsync(Transfers.Fragments.Compute(depth, width), "computation").ConfigureAwait(false), Transfers.Compute(depth, width).GetAwaiter().GetResult()));
    }

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
                }
                catch (Exception e) when (e is WeaveException or ObjectDisposedException)
                {
                    world.Log($"{at.Id} does not start {run}: {e.Message}");
                }
            });
        }

        world.After(TimeSpan.FromSeconds(2), () => Begin(run));
    }

    void Trouble()
    {
        var hub = hubs[world.Random.Next(hubs.Count)];
        if (!hub.IsAlive)
            return;
        var length = world.Between(TimeSpan.Zero, TimeSpan.FromSeconds(6));
        switch (world.Random.Next(4))
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
            default:
                hub.Break();
                break;
        }
    }

    void HealAll()
    {
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

        if (bank.Balances.Values.Sum() is var sum and not 0)
            world.Fail($"Money is not conserved: {sum}.");
        foreach (var transfer in work.Keys.Where(r => r != "computation"))
        {
            var effects = bank.Effects.Values.Where(e => e.What.StartsWith(transfer + " account", StringComparison.Ordinal)).ToList();
            if (effects.Count != 2)
                world.Fail($"{transfer} had {effects.Count} effects: {string.Join("; ", effects.Select(e => e.What))}.");
        }
    }

    sealed class Symbols(IRunStore store) : ISymbolTable
    {
        public int Intern(string text) => store.Intern(text);

        public string? Lookup(int number) => store.Lookup(number);
    }
}

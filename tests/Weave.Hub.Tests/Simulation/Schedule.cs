using Weave.Cluster.Tests.Faults;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>One schedule: a cluster, its work, and what befalls it, all decided by a seed; then everything is healed, and everything must come right.</summary>
sealed partial class Schedule
{
    static readonly TimeSpan trouble = TimeSpan.FromSeconds(15);
    static readonly TimeSpan healed = trouble + TimeSpan.FromSeconds(10);
    static readonly TimeSpan limit = TimeSpan.FromMinutes(10);

    readonly World world;
    readonly SimulatedDatabase database;
    readonly SimulatedNetwork network;
    readonly Bank bank;
    readonly List<SimulatedHub> hubs = [];
    readonly Story story;
    readonly FaultPlan? plan;

    Schedule(int seed, Story story, FaultPlan? plan, Action<string>? trace)
    {
        this.story = story;
        this.plan = plan;
        world = new World(seed, trace);
        database = new SimulatedDatabase(world);
        network = new SimulatedNetwork(world);
        bank = new Bank(world);
    }

    bool IsChance => story is Story.Chance or Story.InnerChance;

    bool MovesInner => story is Story.Inner or Story.InnerChance;

    /// <summary>Runs it, on the calling thread.</summary>
    public static ScheduleReport Run(int seed, Action<string>? trace = null, Story story = Story.Chance, FaultPlan? plan = null)
    {
        var schedule = new Schedule(seed, story, plan, trace);
        schedule.Run();
        return new ScheduleReport(seed, schedule.world.Hash, schedule.world.Events, schedule.world.Counts, [.. schedule.world.Failures]);
    }

    void Run()
    {
        Outside.Use(bank);
        var count = IsChance ? world.Random.Next(2, 5) : 2;
        for (var i = count; i > 0; i--)
            hubs.Add(NewHub($"hub {i}", OffersOf(i, count)));
        AddWork();
        var spread = IsChance ? trouble : TimeSpan.FromMilliseconds(500);
        foreach (var hub in hubs)
            world.After(world.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(IsChance ? 1000 : 100)), hub.Start);
        foreach (var run in work.Keys)
            world.After(world.Between(TimeSpan.FromMilliseconds(200), spread), () => Begin(run));
        Befall();
        world.Run(IsOver, limit);
        if (world.Failures.Count == 0)
            Check();
    }

    /// <summary>What runs need is somewhere, and not everywhere.</summary>
    IReadOnlyList<string> OffersOf(int hub, int count)
    {
        List<string> offers = [];
        if (hub == count || world.Chance(0.3))
            offers.Add("data:ledger");
        if (hub == 1 || world.Chance(0.3))
            offers.Add("gpu");
        return offers;
    }

    SimulatedHub NewHub(string id, IReadOnlyList<string> offers) => new(world, database, network, id, offers, plan);

    bool IsOver() => started.Count == work.Count && work.Keys.All(r => database.Ends.ContainsKey(r));

    void Check()
    {
        if (!IsOver())
        {
            world.Fail("Not over: " + string.Join(", ", work.Keys.Where(r => !database.Ends.ContainsKey(r)).Select(r =>
                started.Contains(r) && database.Storage.Root.Runs[r].Record is var record ? $"{record} needs [{string.Join(", ", record.Needs)}]" : $"{r}, which was not started")));
            return;
        }

        foreach (var (run, item) in work)
        {
            var record = database.Storage.Root.Runs[run].Record;
            if (record.State != RunState.Completed)
                world.Fail($"{run} is {record.State}.");
            else if (item.Wrong(record.Outcome) is { } wrong)
                world.Fail($"{run} {wrong}.");
            if (database.Ends[run] != 1)
                world.Fail($"{run} ended {database.Ends[run]} times.");
        }

        if (bank.Balances.Values.Sum() is var sum and not 0)
            world.Fail($"Money is not conserved: {sum}.");
        var (due, done) = (work.Values.SelectMany(static w => w.Effects).ToList(), bank.Effects.Values.Select(static e => e.What).ToList());
        foreach (var effect in due.Concat(done).Distinct())
        {
            var (expected, found) = (due.Count(e => e == effect), done.Count(e => e == effect));
            if (expected != found)
                world.Fail($"'{effect}' happened {found} times, and not {expected}.");
        }
    }
}

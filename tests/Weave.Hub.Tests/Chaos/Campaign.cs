using System.Collections.Concurrent;
using System.Diagnostics;
using Weave.Cluster.Tests.Simulation;
using Weave.Postgres;
using Weave.Storage;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>A few hubs, a steady stream of runs, a schedule of disturbances that one number decides, and the books afterwards.</summary>
sealed class Campaign
{
    const int Workers = 24;

    // What is still to do when nobody disturbs the hubs any more takes seconds; who needs longer hangs.
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly ConcurrentDictionary<string, ChaosRun> running = [];
    readonly ConcurrentQueue<ChaosRun> started = [];
    readonly ConcurrentQueue<string> failures = [];
    readonly int seed;
    readonly TimeSpan duration;
    readonly Action<string> log;
    readonly IReadOnlyList<ChaosHub> hubs;
    readonly Hub client;
    readonly PostgresStore store;
    readonly PostgresServer server;
    readonly INetwork network;
    int numbers, kills, pauses, cuts, partitions, restarts, moves;

    Campaign(int seed, TimeSpan duration, Action<string> log, IReadOnlyList<ChaosHub> hubs, PostgresServer server, PostgresStore store, Hub client, INetwork network)
    {
        this.server = server;
        this.network = network;
        this.seed = seed;
        this.duration = duration;
        this.log = log;
        this.hubs = hubs;
        this.store = store;
        this.client = client;
    }

    public static async Task<ChaosReport> RunAsync(int seed, TimeSpan duration, Action<string> log, bool namespaces = false)
    {
        var folder = Directory.CreateTempSubdirectory("weave-chaos-").FullName;
        var port = Proxies.FreePort();
        string[] ids = ["a", "b", "c"];
        var hubs = new List<ChaosHub>();
        try
        {
            await using INetwork network = namespaces ? await Namespaces.CreateAsync(ids, port) : new Proxies(ids, port);
            await using var server = await PostgresServer.StartAsync(folder, new() { Port = port, Settings = ["fsync=off", "full_page_writes=off", .. network.Settings] });
            await using var store = await PostgresStore.OpenAsync(server.ConnectionString, new PostgresStoreOptions { Access = StoreAccess.Client });
            await using var client = await Hub.OpenAsync(Around<IClusterStore>.Of(store, PinFormer));
            await store.PutBlobAsync(FormerBuild.Blob, FormerBuild.Hash);
            await using (var ledger = Ledger.Connect(server.ConnectionString))
                await ledger.CreateAsync();
            var other = OtherBuild.Lay(Path.Combine(folder, "other"));
            foreach (var id in ids)
                hubs.Add(new(id, network, id == "c" ? other : typeof(Campaign).Assembly.Location));
            var report = await new Campaign(seed, duration, log, hubs, server, store, client, network).RunAsync();
            foreach (var hub in hubs)
                await hub.DisposeAsync();
            hubs.Clear();
            return report;
        }
        finally
        {
            foreach (var hub in hubs)
                await hub.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Some runs were started by another build.</summary>
    static ValueTask<object?> PinFormer(string name, object?[] arguments, Func<ValueTask<object?>> call)
    {
        if (arguments is [NewRun run, ..] && run.Run.StartsWith(ChaosRun.Former, StringComparison.Ordinal))
            arguments[0] = run with { Module = FormerBuild.Hash };
        return call();
    }

    async Task<ChaosReport> RunAsync()
    {
        foreach (var hub in hubs)
            hub.Start();
        while ((await store.HubsAsync()).Count < hubs.Count)
            await Task.Delay(50);
        log($"{hubs.Count} hubs are up, each a process with a lease of 1 s");
        clock.Restart();
        using var over = new CancellationTokenSource(duration);
        using var deadline = new CancellationTokenSource(duration + Deadline);
        var order = new Random(seed);
        var working = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(order, over.Token, deadline.Token))));
        await Task.WhenAll(DisturbAsync(over.Token), PartAsync(over.Token), RestartAsync(over.Token), MoveAsync(1, over.Token), MoveAsync(2, over.Token));
        log($"{Now}  nothing is disturbed any more, {running.Count} runs under way");
        await working;
        log($"{Now}  all runs are over");
        foreach (var hub in hubs)
        {
            if (hub.Ended is { } why)
                failures.Enqueue(why);
        }

        return await AccountAsync();
    }

    string Now => $"{clock.Elapsed.TotalSeconds,6:0.0} s";

    /// <summary>One run after the other.</summary>
    async Task WorkAsync(Random order, CancellationToken over, CancellationToken deadline)
    {
        while (!over.IsCancellationRequested)
        {
            ChaosRun run;
            lock (order)
                run = ChaosRun.Number(numbers++, order);
            started.Enqueue(run);
            running[run.Id] = run;
            if (await run.WorkAsync(client, deadline) is { } wrong)
                failures.Enqueue(wrong);
            running.TryRemove(run.Id, out _);
        }
    }

    /// <summary>Does something to a hub every now and then; one is always left alone.</summary>
    async Task DisturbAsync(CancellationToken over)
    {
        var random = new Random(seed);
        var doing = new List<Task>();
        do
        {
            var (hub, what, milliseconds) = (hubs[random.Next(hubs.Count)], random.Next(3), random.Next(200, 3000));
            var (forGood, next) = (random.Next(2) == 0 && network.LosesConnections, random.Next(200, 1200));
            if (!hub.Disturbed && hubs.Count(static h => h.Disturbed) < hubs.Count - 1)
                doing.Add(DisturbAsync(hub, what, TimeSpan.FromMilliseconds(milliseconds), forGood));
            await Task.Delay(next, over).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
        while (!over.IsCancellationRequested);

        await Task.WhenAll(doing);
    }

    async Task DisturbAsync(ChaosHub hub, int what, TimeSpan down, bool forGood)
    {
        hub.Disturbed = true;
        if (hub.Ended is { } why)
        {
            failures.Enqueue(why);
            hub.Start();
        }

        var (name, done) = what switch
        {
            0 => ("is killed, back in", hub.KillAsync(down)),
            1 => ("stands still for", hub.PauseAsync(down)),
            _ => (forGood ? "is cut off from the store, connections lost after" : "is cut off from the store, all arrives after", network.CutAsync(hub.Id, down, forGood)),
        };
        log($"{Now}  {hub.Id} {name} {down.TotalSeconds:0.0} s");
        Interlocked.Increment(ref what == 0 ? ref kills : ref what == 1 ? ref pauses : ref cuts);
        await done;
        hub.Disturbed = false;
    }

    /// <summary>Two hubs do not reach each other every now and then, whatever else is done to them.</summary>
    async Task PartAsync(CancellationToken over)
    {
        var random = new Random(seed + 3);
        while (true)
        {
            var (one, by, milliseconds, forGood, next) = (random.Next(hubs.Count), random.Next(1, hubs.Count), random.Next(200, 4000), random.Next(2) == 0 && network.LosesConnections, random.Next(500, 4000));
            await Task.Delay(next, over).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (over.IsCancellationRequested)
                return;
            var (id, other) = (hubs[one].Id, hubs[(one + by) % hubs.Count].Id);
            log($"{Now}  {id} and {other} do not reach each other for {milliseconds / 1000.0:0.0} s{(forGood ? ", connections lost" : "")}");
            partitions++;
            await network.PartAsync(id, other, TimeSpan.FromMilliseconds(milliseconds), forGood);
        }
    }

    /// <summary>PostgreSQL is restarted every now and then, in order or as if its machine had failed.</summary>
    async Task RestartAsync(CancellationToken over)
    {
        var random = new Random(seed + 4);
        while (true)
        {
            var (immediate, next) = (random.Next(2) == 0, random.Next(4_000, 30_000));
            await Task.Delay(next, over).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (over.IsCancellationRequested)
                return;
            log($"{Now}  PostgreSQL is {(immediate ? "killed" : "stopped")} and started again");
            restarts++;
            await server.RestartAsync(immediate, CancellationToken.None);
            log($"{Now}  PostgreSQL answers again");
        }
    }

    /// <summary>Moves runs that are under way to hubs that may or may not be there.</summary>
    async Task MoveAsync(int part, CancellationToken over)
    {
        var random = new Random(seed + part);
        while (!over.IsCancellationRequested)
        {
            var ids = running.Keys.Order(StringComparer.Ordinal).ToList();
            var (pick, target) = (random.Next(), hubs[random.Next(hubs.Count)]);
            if (ids.Count > 0)
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(over);
                patience.CancelAfter(TimeSpan.FromSeconds(4));
                try
                {
                    var id = ids[pick % ids.Count];
                    if ((await store.FindAsync(id, patience.Token))?.Owner is { } owner && owner != target.Id && await client.MoveAsync(id, target.Id, patience.Token) is null)
                        Interlocked.Increment(ref moves);
                }
                catch (Exception e) when (e is OperationCanceledException or WeaveException)
                {
                    // Its hub is down or it is over: neither is wrong.
                }
            }

            await Task.Delay(random.Next(50, 300), CancellationToken.None);
        }
    }

    async Task<ChaosReport> AccountAsync()
    {
        await using var ledger = Ledger.Connect(server.ConnectionString); // connections from before a restart are none
        var all = await ledger.EntriesAsync();
        var entries = all.ToLookup(static e => e.Run);
        var endings = await ledger.EndingsAsync();
        var (lost, doubled) = (0, 0);
        foreach (var run in started)
        {
            var own = entries[run.Id].ToList();
            var ends = endings.GetValueOrDefault(run.Id);
            var record = await store.FindAsync(run.Id);
            var right = run.Amount == 0
                ? own.Count == 0
                : own.Count == 2 && own.All(static e => e.Same) && own.Exists(e => e.Account == run.From && e.Amount == -run.Amount) && own.Exists(e => e.Account == run.To && e.Amount == run.Amount);
            if (right && ends == 1 && record?.State == RunState.Completed)
                continue;
            failures.Enqueue($"{run}: is {record?.State}, ended {ends} times, entries: {string.Join(", ", own)}");
            if (ends > 1 || own.Count > 2 || (run.Amount == 0 && own.Count > 0))
                doubled++;
            else
                lost++;
        }

        var conserved = all.Sum(static e => (long)e.Amount) == 0;
        if (!conserved)
            failures.Enqueue("Money was made or lost.");
        return new()
        {
            Runs = started.Count,
            Kills = kills,
            Pauses = pauses,
            Cuts = cuts,
            Partitions = partitions,
            Restarts = restarts,
            Moves = moves,
            AskedAgain = all.Sum(static e => e.Asked - 1),
            Lost = lost,
            Doubled = doubled,
            Conserved = conserved,
            Failures = [.. failures],
        };
    }
}

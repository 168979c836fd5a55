using System.Collections.Concurrent;
using System.Diagnostics;
using Weave.Benchmarks.Reporting;
using Weave.Benchmarks.Transport;
using Weave.Execution;
using Weave.Postgres;
using Weave.Storage;

namespace Weave.Benchmarks.Hubs;

/// <summary>What it costs to move a run between processes, and to lose a hub: three hubs and a PostgreSQL on this machine.</summary>
public sealed class HubsBenchmark(TextWriter output)
{
    const int YoungMoves = 400;
    const int SmallMoves = 400;
    const int LargeMoves = 30;
    const int ObjectMoves = 5;
    const int Kills = 5;
    const int LoadRuns = 100;
    const int LoadMoves = 1000;
    const int LoadMovers = 4;

    static readonly TimeSpan lease = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, HubProcess> hubs = [];
    readonly Random random = new(1);
    PostgresStore store = null!;
    Hub client = null!;
    string connection = "";

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weave-hubs-").FullName;
        var database = Directory.CreateTempSubdirectory("weave-pg-").FullName;
        Environment.SetEnvironmentVariable(Beats.Variable, Path.Combine(folder, "beats"));
        output.WriteLine($"cores: {Environment.ProcessorCount}; runtime: {Environment.Version}; lease: {lease.TotalSeconds} s");
        try
        {
            await using var server = await PostgresServer.StartAsync(database);
            connection = server.ConnectionString;
            await using (store = await PostgresStore.OpenAsync(connection, new PostgresStoreOptions { Access = StoreAccess.Client }))
            await using (client = await Hub.OpenAsync(store))
            {
                foreach (var id in (string[])["a", "b", "c"])
                    Start(id);
                await AllMembersAsync();
                return await MeasureAsync();
            }
        }
        catch (BenchmarkFailedException e)
        {
            output.WriteLine("FAILED: " + e.Message);
            return 1;
        }
        finally
        {
            foreach (var hub in hubs.Values)
                hub.Dispose();
            Directory.Delete(folder, recursive: true);
            Directory.Delete(database, recursive: true);
        }
    }

    /// <summary>Serves as one of the hubs.</summary>
    public static async Task<int> ServeAsync(string[] arguments)
    {
        await HubServer.RunAsync(arguments[0], arguments[1], TimeSpan.FromMilliseconds(double.Parse(arguments[2])));
        return 0;
    }

    async Task<int> MeasureAsync()
    {
        // Hubs are long-lived: what they pay while the JIT still works on their own code is shown, and not counted.
        await PausesAsync("4 KiB, hubs just started", slot => HubFragments.Fragments.Small(slot), YoungMoves);
        var small = await PausesAsync("4 KiB", slot => HubFragments.Fragments.Small(slot), SmallMoves);
        var large = await PausesAsync("64 MiB in arrays, 1 % a second", slot => HubFragments.Fragments.Arrays(slot), LargeMoves);
        await PausesAsync("1,000,000 small objects", slot => HubFragments.Fragments.Objects(slot), ObjectMoves);
        var failover = await FailoverAsync();
        await AllMembersAsync();
        if (await LoadAsync() > 0)
            throw new BenchmarkFailedException("a run that was moved about has another result");
        var transport = await new TransportBenchmark(output).MeasureAsync();
        output.WriteLine();
        output.WriteLine($"hubs: pause4k={Ms(small.Median)} pause4k99={Ms(small.Percentile(0.99))} pause64m99={Ms(large.Percentile(0.99))} failover={Figures.Text(failover, 0)} bandwidth={Figures.Text(transport.Bandwidth, 2)} rtt={Figures.Text(transport.RoundTrip, 2)}");
        return 0;
    }

    static string Ms(double nanoseconds) => Figures.Text(nanoseconds / 1e6, 2);

    /// <summary>How long a run stands still when it is moved, by its own beats.</summary>
    async Task<Samples> PausesAsync(string what, Func<int, FragmentCall<long>> call, int moves)
    {
        var slot = NextSlot();
        var run = await client.StartAsync(call(slot), $"pauses-{slot}");
        await Beating(slot);
        var pauses = new Samples();
        for (var done = 0; done < moves;)
        {
            var owner = await OwnerAsync(run.Id);
            var target = hubs.Keys.Where(id => id != owner).ElementAt(random.Next(hubs.Count - 1));
            await Task.Delay(100);
            var before = Beats.Process(slot);
            Beats.Reset(slot);
            if (await client.MoveAsync(run.Id, target) is { } reason)
            {
                output.WriteLine($"  {what}: not moved: {reason}");
                continue;
            }

            await Until(() => Task.FromResult(Beats.Process(slot) != before), "the run goes on where it was moved to");
            pauses.Add(0, (long)(Beats.LongestGap(slot).TotalSeconds * Stopwatch.Frequency));
            done++;
        }

        Beats.End(slot);
        await run.Result;
        output.WriteLine($"{what}: {moves} moves, pause p50 {Ms(pauses.Median)} ms, p99 {Ms(pauses.Percentile(0.99))} ms, longest {Ms(pauses.Worst)} ms");
        return pauses;
    }

    /// <summary>The longest time from SIGKILL to the first new progress, over the lease, in milliseconds. Both cores are busy meanwhile.</summary>
    async Task<double> FailoverAsync()
    {
        var slots = Enumerable.Range(0, 4).Select(_ => NextSlot()).ToArray();
        var runs = new List<RunHandle<long>>();
        foreach (var slot in slots)
            runs.Add(await client.StartAsync(HubFragments.Fragments.Small(slot), $"failover-{slot}"));
        foreach (var slot in slots)
            await Beating(slot);
        var longest = new Samples();
        for (var i = 0; i < Kills; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            var owner = await OwnerAsync(runs[i % runs.Count].Id);
            var slot = slots[i % runs.Count];
            var process = Beats.Process(slot);
            hubs[owner].Dispose();
            var killed = Stopwatch.GetTimestamp();
            await Until(() => Task.FromResult(Beats.Process(slot) != process), "another hub goes on");
            longest.Add(killed, Stopwatch.GetTimestamp());
            Start(owner);
        }

        foreach (var slot in slots)
            Beats.End(slot);
        await Task.WhenAll(runs.Select(static r => r.Result));
        output.WriteLine($"failover: {Kills} hubs killed, first new progress p50 {Ms(longest.Median)} ms, longest {Ms(longest.Worst)} ms after it, lease {lease.TotalMilliseconds:0} ms");
        return (longest.Worst / 1e6) - lease.TotalMilliseconds;
    }

    /// <summary>Many runs, moved at random while they compute: how many results differ from the plain loop's.</summary>
    async Task<int> LoadAsync()
    {
        var slots = Enumerable.Range(0, LoadRuns).Select(_ => NextSlot()).ToArray();
        var runs = new List<RunHandle<(long Rounds, ulong Sum)>>();
        foreach (var slot in slots)
            runs.Add(await client.StartAsync(HubFragments.Fragments.Checked(slot), $"load-{slot}"));
        foreach (var slot in slots)
            await Beating(slot);
        var began = Stopwatch.GetTimestamp();
        var moved = 0;
        var refused = new ConcurrentDictionary<string, int>();
        await Parallel.ForAsync(0, LoadMovers, async (mover, cancel) =>
        {
            var choose = new Random(mover);
            while (Volatile.Read(ref moved) < LoadMoves)
            {
                var at = choose.Next(LoadRuns / LoadMovers) + (mover * (LoadRuns / LoadMovers));
                if ((await store.FindAsync(runs[at].Id, cancel))?.Owner is not { } owner)
                    continue;
                if (await client.MoveAsync(runs[at].Id, hubs.Keys.Where(id => id != owner).ElementAt(choose.Next(hubs.Count - 1)), cancel) is { } reason)
                {
                    refused.AddOrUpdate(reason, 1, static (_, n) => n + 1);
                    continue;
                }

                Interlocked.Increment(ref moved);
            }
        });
        var took = Stopwatch.GetElapsedTime(began);
        foreach (var slot in slots)
            Beats.End(slot);
        var results = await Task.WhenAll(runs.Select(static r => r.Result));
        var wrong = results.Zip(slots).Count(pair => pair.First.Sum != HubFragments.SumAfter(pair.Second, pair.First.Rounds));
        output.WriteLine($"under load: {moved} moves of {LoadRuns} runs in {took.TotalSeconds:0.0} s, {results.Sum(static r => r.Rounds):N0} rounds, {wrong} runs with another result, not moved: {refused.Values.Sum()}");
        foreach (var (reason, times) in refused)
            output.WriteLine($"  {times} times: {reason}");
        return wrong;
    }

    Task AllMembersAsync() => Until(async () => (await store.HubsAsync()).Count(static h => h.LeaseLeft > TimeSpan.Zero) == hubs.Count, "all hubs are members");

    void Start(string id) => hubs[id] = new HubProcess(id, connection, lease);

    int slots;

    int NextSlot() => slots++;

    async Task<string> OwnerAsync(string run)
    {
        string? owner = null;
        await Until(async () => (owner = (await store.FindAsync(run))?.Owner) is not null && hubs.ContainsKey(owner!), "the run has an owner");
        return owner!;
    }

    static Task Beating(int slot) => Until(() => Task.FromResult(Beats.Count(slot) > 0), "the run goes on");

    static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await holds(); await Task.Delay(1))
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(1))
                throw new BenchmarkFailedException($"after a minute it was not so that {what}");
        }
    }
}

using Weave;
using Weave.Postgres;
using Weave.Storage;

namespace Cluster;

/// <summary>Starts everything, disturbs it, and looks at what came of it.</summary>
sealed class Demonstration(Scale scale, IReadOnlyList<HubProcess> hubs, PostgresStore store, Hub client) : IAsyncDisposable
{
    const int Seed = 20261122;

    readonly Chronicle chronicle = new(store);
    readonly Random random = new(Seed);
    int moves;
    int refused;

    /// <summary>The whole of it. 0 if nothing was lost, nothing was doubled and all results are those of the plain methods.</summary>
    public static async Task<int> RunAsync(Scale scale)
    {
        var folder = Directory.CreateTempSubdirectory("weave-cluster-").FullName;
        try
        {
            return await RunAsync(scale, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<int> RunAsync(Scale scale, string folder)
    {
        await using var server = await PostgresServer.StartAsync(folder);
        Console.WriteLine("PostgreSQL is up, on a data folder of its own");
        await using var ledger = Ledger.Connect(server.ConnectionString);
        await ledger.CreateAsync();
        var hubs = new[] { "hub-a", "hub-b", "hub-c" }.Select(id => new HubProcess(id, server.ConnectionString, Console.WriteLine)).ToArray();
        await using var store = await PostgresStore.OpenAsync(server.ConnectionString, new PostgresStoreOptions { Access = StoreAccess.Client });
        await using var client = await Hub.OpenAsync(store);
        await using var demonstration = new Demonstration(scale, hubs, store, client);
        return await demonstration.RunAsync(ledger, Path.Combine(Directory.GetCurrentDirectory(), "cluster.svg"));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var hub in hubs)
            hub.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<int> RunAsync(Ledger ledger, string picture)
    {
        foreach (var hub in hubs)
            hub.Start();
        while ((await store.HubsAsync()).Count < hubs.Count)
            await Task.Delay(50);
        Console.WriteLine($"{hubs.Count} hubs are up, each a process with a lease of 1 s");

        using var over = new CancellationTokenSource();
        var writing = chronicle.WriteAsync(over.Token);
        var computations = new List<RunHandle<ulong>>();
        for (var i = 0; i < scale.Computations; i++)
            computations.Add(await client.StartAsync(Collatz.Fragments.Sum(i, scale.Last), $"computation-{i}"));
        var disturbing = Task.WhenAll(MoveAboutAsync(computations, over.Token), KillAsync(over.Token));
        var (transfers, started) = await StartTransfersAsync();
        Console.WriteLine($"{computations.Count} computations and {transfers.Count} transfers are started");
        var sums = await Task.WhenAll(computations.Select(static c => c.Result));
        var amounts = await Task.WhenAll(transfers.Select(static t => t.Result));
        await over.CancelAsync();
        await Task.WhenAll(writing, disturbing);

        await File.WriteAllTextAsync(picture, Timeline.Draw(chronicle));
        Console.WriteLine($"{moves} moves of running computations ({refused} refused or too late), {chronicle.Events.Count(static e => e.What == "killed")} hubs killed with SIGKILL, {chronicle.Changes} times a run went on on another hub");
        Console.WriteLine($"timeline: {picture}");
        return await VerdictAsync(ledger, sums, amounts, started);
    }

    async Task<(List<RunHandle<int>>, List<Transfer>)> StartTransfersAsync()
    {
        var amounts = new Random(Seed);
        var transfers = new List<RunHandle<int>>();
        var started = new List<Transfer>();
        for (var n = 0; n < scale.Transfers; n++)
        {
            var transfer = Transfer.Number(n, amounts);
            transfers.Add(await client.StartAsync(Bank.Fragments.Transfer(transfer.From, transfer.To, transfer.Amount, transfer.Milliseconds), transfer.Run));
            started.Add(transfer);
        }

        return (transfers, started);
    }

    /// <summary>Moves computations from hub to hub while they run.</summary>
    async Task MoveAboutAsync(List<RunHandle<ulong>> computations, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(400, cancel);
                var run = computations[random.Next(computations.Count)].Id;
                var target = hubs[random.Next(hubs.Count)];
                if (!target.IsRunning || (await store.FindAsync(run, cancel))?.Owner is not { } owner || owner == target.Id)
                    continue;
                if (await client.MoveAsync(run, target.Id, cancel) is null)
                    moves++;
                else
                    refused++;
            }
        }
        catch (OperationCanceledException)
        {
            // All is over.
        }
    }

    /// <summary>Kills the hub that runs the first computation, and starts it again a little later.</summary>
    async Task KillAsync(CancellationToken cancel)
    {
        try
        {
            for (var i = 0; i < scale.Kills; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(4), cancel);
                var owner = (await store.FindAsync("computation-0", cancel))?.Owner;
                var hub = hubs.FirstOrDefault(h => h.Id == owner && h.IsRunning) ?? hubs.First(static h => h.IsRunning);
                hub.Kill();
                chronicle.Note(hub.Id, "killed");
                Console.WriteLine($"{chronicle.Now.TotalSeconds,5:0.0} s  {hub.Id} killed");
                await Task.Delay(TimeSpan.FromSeconds(2.5), cancel);
                hub.Start();
                chronicle.Note(hub.Id, "started");
                Console.WriteLine($"{chronicle.Now.TotalSeconds,5:0.0} s  {hub.Id} started again");
            }
        }
        catch (OperationCanceledException)
        {
            // All is over.
        }
    }

    async Task<int> VerdictAsync(Ledger ledger, ulong[] sums, int[] amounts, List<Transfer> started)
    {
        var entries = (await ledger.EntriesAsync()).ToLookup(static e => e.Run);
        var lost = started.Count(t => entries[t.Run].Count(e => e.Amount < 0) == 0 || entries[t.Run].Count(e => e.Amount > 0) == 0);
        var doubled = started.Count(t => entries[t.Run].Count() > 2);
        var conserved = entries.SelectMany(static e => e).Sum(static e => (long)e.Amount) == 0;
        var identical = conserved && sums.AsParallel().AsOrdered().Select((sum, i) => sum == Collatz.Sum(i, scale.Last)).All(static same => same)
            && amounts.SequenceEqual(started.Select(static t => t.Amount));
        Console.WriteLine($"money: {(conserved ? "conserved" : "NOT conserved")}; steps asked for again after a crash: {entries.SelectMany(static e => e).Sum(static e => e.Asked - 1)}");
        Console.WriteLine($"lost: {lost}, doubled: {doubled}, identical: {(identical ? "yes" : "no")}");
        return lost == 0 && doubled == 0 && identical ? 0 : 1;
    }
}

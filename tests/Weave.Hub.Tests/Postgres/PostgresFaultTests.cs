using Npgsql;
using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A server that dies, connections that break: nothing acknowledged is lost, nothing is done twice, and everybody waits.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    const int Writers = 16;

    readonly string folder = Directory.CreateTempSubdirectory("weave-pg-").FullName;
    PostgresServer server = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.FindPrograms() is not null)
            server = await PostgresServer.StartAsync(folder, new() { Settings = ["fsync=off", "full_page_writes=off"] });
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [PostgresFact]
    public async Task A_server_killed_in_mid_commit_loses_and_doubles_nothing() => await Survives(4, () => server.RestartAsync(immediate: true));

    [PostgresFact]
    public async Task Broken_connections_lose_and_double_nothing() => await Survives(30, BreakAsync);

    [PostgresFact]
    public async Task A_handover_over_broken_connections_is_carried_out_once()
    {
        await using var one = await PostgresStore.OpenAsync(server.ConnectionString, new() { RetryFor = TimeSpan.FromMinutes(2) });
        await using var two = await PostgresStore.OpenAsync(server.ConnectionString, new() { RetryFor = TimeSpan.FromMinutes(2) });
        await one.JoinAsync(new("one", ""), TimeSpan.FromMinutes(5));
        await two.JoinAsync(new("two", ""), TimeSpan.FromMinutes(5));
        await one.CreateAsync(Run("a"));
        while ((await one.ClaimNextAsync(new([], 1))).Count == 0)
            await one.HeartbeatAsync(default);
        using var stop = new CancellationTokenSource();
        var breaking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await BreakAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        });
        for (var epoch = 1L; epoch <= 300; epoch++)
        {
            var (from, to) = epoch % 2 == 1 ? (one, "two") : (two, "one");
            if (epoch % 3 == 0)
                Assert.Equal(CommitResult.Committed, await from.CommitAsync(new() { Run = "a", Epoch = epoch, Consumed = [$"m{epoch}"] }));
            Assert.Equal(CommitResult.Committed, await from.CommitAsync(new() { Run = "a", Epoch = epoch, Handover = to }));
        }

        await stop.CancelAsync();
        await breaking;
        var record = (await one.FindAsync("a"))!;
        Assert.Equal(("one", 301L, 301), (record.Owner, record.Epoch, record.Attempts));
    }

    [PostgresFact]
    public async Task What_waits_too_long_fails_and_its_claim_is_over()
    {
        await using var store = await PostgresStore.OpenAsync(server.ConnectionString, new() { RetryFor = TimeSpan.FromSeconds(1) });
        var claim = await store.Claimed("a");
        await server.StopAsync(immediate: true);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "lost")] }));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindAsync("a"));
        await server.StartAsync();
        await Assert.ThrowsAsync<StoreWriteException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(2, "over a hole")] }));
        var again = (await store.ClaimAsync("a", "hub", Lease))!;
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(new() { Run = "a", Epoch = again.Epoch, Checkpoints = [Full(3, "there")] }));
        Assert.Equal(["0:3:-1:there"], await store.Contents("a"));
    }

    [PostgresFact]
    public async Task News_come_again_after_the_server_was_away()
    {
        await using var store = await PostgresStore.OpenAsync(server.ConnectionString);
        await using var other = await PostgresStore.OpenAsync(server.ConnectionString);
        await store.CreateAsync(Run("a"));
        await server.RestartAsync(immediate: true);
        await other.AppendAsync(Event("a", "e"));
        for (long seen = 0; (await store.Messages("a")).Length == 0;)
            seen = await store.ChangedAsync(seen).AsTask().WaitAsync(TimeSpan.FromMinutes(1));
    }

    [PostgresFact]
    public async Task A_member_survives_a_server_that_was_away_for_longer_than_its_lease()
    {
        await using var one = await PostgresStore.OpenAsync(server.ConnectionString);
        await using var two = await PostgresStore.OpenAsync(server.ConnectionString);
        var lease = TimeSpan.FromSeconds(2);
        foreach (var (store, hub) in new[] { (one, "one"), (two, "two") })
            await store.JoinAsync(new(hub, ""), lease);
        await one.CreateAsync(Run("a"));
        do
            await one.HeartbeatAsync(default);
        while ((await one.ClaimNextAsync(new([], 10))).Count == 0);
        await server.StopAsync(immediate: true);
        await Task.Delay(lease, TimeProvider.System);
        await server.StartAsync();

        // Whoever comes back first takes nothing from one that comes back in time.
        Assert.NotNull(await two.HeartbeatAsync(default));
        Assert.Empty(await two.ClaimNextAsync(new([], 10) { Suspects = true }));
        Assert.NotNull(await one.HeartbeatAsync(default));
        Assert.Equal("one", (await two.FindAsync("a"))!.Owner);
    }

    async Task BreakAsync()
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var kill = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'weave-%' ORDER BY random() LIMIT 3) a", connection);
        await kill.ExecuteNonQueryAsync();
    }

    /// <summary>Many write, each commit on the one before it, while something goes wrong again and again; then everything is there once.</summary>
    async Task Survives(int faults, Func<Task> fault)
    {
        await using var store = await PostgresStore.OpenAsync(server.ConnectionString, new() { RetryFor = TimeSpan.FromMinutes(2) });
        await store.CreateAsync(Run("ledger"));
        using var stop = new CancellationTokenSource();
        long acknowledged = 0;
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            Assert.True((await store.CreateAsync(Run("run " + w))).Created);
            Assert.Equal(new RunClaim("run " + w, 1, 1), await store.ClaimAsync("run " + w, "hub", Timeout.InfiniteTimeSpan));
            long n = 0;
            while (!stop.IsCancellationRequested)
            {
                n++;
                var commit = store.CommitAsync(new() { Run = "run " + w, Epoch = 1, Checkpoints = [Delta(n, n - 1, $"{w}/{n}")], Outgoing = [Event("ledger", $"{w}/{n}")] }).AsTask();
                var message = store.AppendAsync(Event("run " + w, $"m{n}")).AsTask();
                var take = store.CommitAsync(new() { Run = "run " + w, Epoch = 1, Consumed = [$"m{n}"], Needs = [$"n{n}"] }).AsTask();
                Assert.Equal(CommitResult.Committed, await commit);
                await message;
                Assert.Equal(CommitResult.Committed, await take);
                Interlocked.Increment(ref acknowledged);
            }

            return n;
        })).ToList();

        for (var i = 0; i < faults; i++)
        {
            for (var before = Interlocked.Read(ref acknowledged); Interlocked.Read(ref acknowledged) < before + Writers * 2 && !writers.Exists(w => w.IsFaulted);)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await fault();
        }

        await stop.CancelAsync();
        var counts = await Task.WhenAll(writers);
        Assert.Equal(counts.Sum(), (await store.InboxAsync("ledger")).Count);
        for (var w = 0; w < Writers; w++)
        {
            var run = await store.LoadAsync("run " + w);
            Assert.Equal(Enumerable.Range(0, (int)counts[w] + 1).Select(n => (long)n), run.Checkpoints.Select(c => c.Sequence));
            Assert.Empty(run.Inbox);
            Assert.Equal([$"n{counts[w]}"], run.Record.Needs);
        }
    }
}

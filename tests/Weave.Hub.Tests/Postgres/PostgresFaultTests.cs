using Npgsql;
using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A server that dies, connections that break: nothing acknowledged is lost, nothing is done twice, and everybody waits.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
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
    public async Task A_server_killed_in_mid_commit_loses_and_doubles_nothing() => await Endurance.SurvivesAsync(server.ConnectionString, 4, () => server.RestartAsync(immediate: true));

    [PostgresFact]
    public async Task Broken_connections_lose_and_double_nothing() => await Endurance.SurvivesAsync(server.ConnectionString, 30, BreakAsync);

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
        for (var epoch = 1L; epoch <= 100; epoch++)
        {
            var (from, to) = epoch % 2 == 1 ? (one, "two") : (two, "one");
            if (epoch % 3 == 0)
                Assert.Equal(CommitResult.Committed, await from.CommitAsync(new() { Run = "a", Epoch = epoch, Consumed = [$"m{epoch}"] }));
            Assert.Equal(CommitResult.Committed, await from.CommitAsync(new() { Run = "a", Epoch = epoch, Handover = to }));
        }

        await stop.CancelAsync();
        await breaking;
        var record = (await one.FindAsync("a"))!;
        Assert.Equal(("one", 101L, 101), (record.Owner, record.Epoch, record.Attempts));
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
}

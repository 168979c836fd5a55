using Npgsql;
using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>Several handles on one schema, by the server's own clock.</summary>
public sealed class PostgresSharingTests : IAsyncLifetime
{
    readonly TestSchema schema = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await schema.DisposeAsync();

    [PostgresFact]
    public async Task Many_open_a_new_schema_at_once()
    {
        var name = schema.Name + "_new";
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await PostgresStore.OpenAsync(await TestSchema.ConnectionStringAsync(), new() { Schema = name })));
        Assert.True((await stores[0].CreateAsync(Run("a"))).Created);
        foreach (var store in stores)
        {
            Assert.NotNull(await store.FindAsync("a"));
            await store.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task A_newer_or_foreign_schema_is_refused_and_left_as_it_was()
    {
        var connection = await TestSchema.ConnectionStringAsync();
        await (await PostgresStore.OpenAsync(connection, new() { Schema = schema.Name + "_newer" })).DisposeAsync();
        await schema.ExecuteAsync($"UPDATE {schema.Name}_newer.weave_version SET version = 99");
        var newer = await Assert.ThrowsAsync<CorruptStoreException>(() => PostgresStore.OpenAsync(connection, new() { Schema = schema.Name + "_newer" }));
        Assert.Equal(StoreFault.NewerVersion, newer.Fault);
        await schema.ExecuteAsync($"CREATE SCHEMA {schema.Name}_foreign; CREATE TABLE {schema.Name}_foreign.theirs(n int)");
        var foreign = await Assert.ThrowsAsync<CorruptStoreException>(() => PostgresStore.OpenAsync(connection, new() { Schema = schema.Name + "_foreign" }));
        Assert.Equal(StoreFault.Foreign, foreign.Fault);
        Assert.Null(await schema.ExecuteAsync($"SELECT to_regclass('{schema.Name}_foreign.runs')::text") as string);
        await Assert.ThrowsAsync<ArgumentException>(() => PostgresStore.OpenAsync(connection, new() { Schema = "x; DROP" }));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PostgresStore.OpenAsync(connection.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal)));
    }

    [PostgresFact]
    public async Task Two_that_claim_a_thousand_runs_at_once_claim_each_once()
    {
        await using var one = await schema.OpenAsync();
        await using var two = await schema.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => one.CreateAsync(Run($"run {i}")).AsTask()));
        await one.JoinAsync(new("one", ""), TimeSpan.FromMinutes(1));
        await two.JoinAsync(new("two", ""), TimeSpan.FromMinutes(1));
        var claimed = (await Task.WhenAll(new[] { one, one, two, two }.Select(async store =>
        {
            var mine = new List<RunClaim>();
            for (var none = 0; none < 3;)
            {
                var claims = await store.ClaimNextAsync(new([], 17));
                none = claims.Count == 0 ? none + 1 : 0;
                mine.AddRange(claims);
            }

            return mine;
        }))).SelectMany(c => c).ToList();
        Assert.Equal(1000, claimed.Count);
        Assert.Equal(1000, claimed.Select(c => c.Run).Distinct().Count());
        Assert.All(claimed, c => Assert.Equal((1L, 1), (c.Epoch, c.Attempts)));
    }

    [PostgresFact]
    public async Task A_member_that_is_silent_is_out_by_the_servers_clock()
    {
        await using var silent = await schema.OpenAsync();
        await using var other = await schema.OpenAsync();
        await silent.CreateAsync(Run("a"));
        await silent.JoinAsync(new("silent", ""), TimeSpan.FromMilliseconds(200));
        await other.JoinAsync(new("other", ""), TimeSpan.FromMinutes(1));
        do
            await silent.HeartbeatAsync(default);
        while ((await silent.ClaimNextAsync(new([], 1))).Count == 0);
        IReadOnlyList<RunClaim> claims;
        do
            claims = await other.ClaimNextAsync(new([], 1) { Suspects = true });
        while (claims.Count == 0);
        Assert.Equal([new RunClaim("a", 2, 2)], claims);
        Assert.Equal(CommitResult.Fenced, await silent.CommitAsync(new() { Run = "a", Epoch = 1, Progress = true }));
        Assert.Null(await silent.HeartbeatAsync(default));
        Assert.Equal(["other"], (await silent.HubsAsync()).Select(h => h.Hub.Id));
    }

    [PostgresFact]
    public async Task A_commit_that_is_sent_again_is_done_once()
    {
        var options = new PostgresStoreOptions { Schema = schema.Name };
        await using var store = await schema.OpenAsync();
        var claim = await store.Claimed("a");
        var life = new StoreLife("test", null);
        await using var database = new StoreDatabase(PostgresConnection.Complete(await TestSchema.ConnectionStringAsync(), options), "test", options, life);
        await using var connection = await database.ConnectAsync(default);
        var first = await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["first"] }, 10, 0);
        var second = await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["second"] }, 11, 10);
        Assert.Equal((CommitResult.Committed, CommitResult.Committed), (first, second));

        // The second again, the first again although late, one that comes without the one before it.
        Assert.Equal(CommitResult.Committed, await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["second"] }, 11, 10));
        Assert.Equal(CommitResult.Committed, await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["first"] }, 10, 0));
        await Assert.ThrowsAsync<StoreWriteException>(() => Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["fourth"] }, 13, 12));
        Assert.Equal(["second"], (await store.FindAsync("a"))!.Needs);

        // What was durable before another claim stays so for whoever asks again; anything new is fenced.
        await store.ClaimAsync("a", "hub", Lease);
        Assert.Equal(CommitResult.Committed, await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["second"] }, 11, 10));
        Assert.Equal(CommitResult.Fenced, await Send(new() { Run = "a", Epoch = claim.Epoch, Needs = ["third"] }, 12, 11));

        async Task<CommitResult> Send(CommitBatch batch, long number, long before)
        {
            var operation = new CommitOperation("test", batch) { Number = number, Before = before };
            var group = new WriteGroup();
            group.Add(operation, 0);
            await group.SendAsync(connection, database, 7, default);
            operation.Acknowledge();
            return await operation.Task;
        }
    }

    [PostgresFact]
    public async Task A_batch_that_goes_wrong_concerns_no_other_of_its_group()
    {
        await using var store = await schema.OpenAsync(o => o with { Lanes = 1 });
        var claims = new List<RunClaim>();
        for (var i = 0; i < 20; i++)
            claims.Add(await store.Claimed($"run {i:00}"));
        var results = new List<Task<CommitResult>>();
        foreach (var (claim, i) in claims.Select((c, i) => (c, i)))
        {
            results.Add(store.CommitAsync((i % 5) switch
            {
                1 => new() { Run = claim.Run, Epoch = claim.Epoch + 1, Checkpoints = [Full(1, "fenced")] },
                2 => new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [Delta(2, 1, "no base")] },
                3 => new() { Run = claim.Run, Epoch = claim.Epoch, Outgoing = [Event("nobody", "m")] },
                4 => new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [Full(1, "x") with { Blobs = [BlobHash.Of(Bytes("missing"))] }] },
                _ => new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [Full(1, "fine")] },
            }).AsTask());
        }

        for (var i = 0; i < 20; i++)
        {
            var result = results[i];
            switch (i % 5)
            {
                case 1:
                    Assert.Equal(CommitResult.Fenced, await result);
                    break;
                case 2:
                    await Assert.ThrowsAsync<ArgumentException>(() => result);
                    break;
                case 3:
                    Assert.Equal("nobody", (await Assert.ThrowsAsync<RunNotFoundException>(() => result)).Run);
                    break;
                case 4:
                    await Assert.ThrowsAsync<BlobMissingException>(() => result);
                    break;
                default:
                    Assert.Equal(CommitResult.Committed, await result);
                    break;
            }

            Assert.Equal(i % 5 == 0 ? ["0:1:-1:fine"] : [$"0:0:-1:entry of run {i:00}"], await store.Contents($"run {i:00}"));
        }
    }

    [PostgresFact]
    public async Task A_large_blob_comes_back_whole()
    {
        await using var store = await schema.OpenAsync();
        var content = new byte[64 << 20];
        for (var i = 0; i < content.Length; i += 4096)
            content[i] = (byte)(i >> 12);
        var hash = await store.PutBlobAsync(content);
        Assert.Equal(hash, await store.PutBlobAsync(content));
        var found = (await store.GetBlobAsync(hash))!.Value;
        Assert.True(content.AsSpan().SequenceEqual(found.Span));
    }

    [PostgresFact]
    public async Task Retention_deletes_what_has_been_over_for_long_and_nothing_else()
    {
        var time = new ManualTime();
        await using var store = await schema.OpenAsync(o => o with { Time = time });
        foreach (var (run, state) in new[] { ("done", RunState.Completed), ("failed", RunState.Failed), ("works", RunState.Waiting), ("later", RunState.Cancelled) })
        {
            var claim = await store.Claimed(run);
            time.Advance(TimeSpan.FromDays(run == "later" ? 9 : 0));
            await store.CommitAsync(new() { Run = run, Epoch = claim.Epoch, State = state });
        }

        time.Advance(TimeSpan.FromDays(2));
        await using var keeper = await schema.OpenAsync(o => o with { Time = time, Retention = TimeSpan.FromDays(10) });
        while (await store.FindAsync("done") is not null)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        Assert.Equal(["failed", "later", "works"], await store.Ids());
    }

    [PostgresFact]
    public async Task Ids_of_any_length_are_kept_apart_and_ordered()
    {
        await using var store = await schema.OpenAsync();
        string[] ids = [.. Enumerable.Range(0, 4).Select(i => new string('\u8a9e', 1023) + (char)('a' + i)), new string('\u8a9e', 512)];
        foreach (var id in ids)
            Assert.True((await store.CreateAsync(Run(id))).Created);
        Assert.Equal(ids.Order(StringComparer.Ordinal), await store.Ids());
        Assert.Equal(ids.Take(4).Skip(2), await store.Ids(new() { After = ids[1], States = [RunState.Ready] }));
        var claim = (await store.ClaimAsync(ids[0], "hub", Lease))!;
        await store.AppendAsync(Event(ids[0], ids[1]));
        await store.CommitAsync(new() { Run = ids[0], Epoch = claim.Epoch, Checkpoints = [Full(1, "x", ids[2])], Timers = [new(ids[2], new string('t', 5000), DateTimeOffset.UnixEpoch)], Outgoing = [Event(ids[3], ids[0])] });
        Assert.Equal(5000, Assert.Single((await store.LoadAsync(ids[0])).Timers).Key.Length);
        Assert.Equal([ids[0]], await store.Messages(ids[3]));
        var text = new string('x', 100_000);
        Assert.Equal(store.Intern(text), store.Intern(text));
    }
}

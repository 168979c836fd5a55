using Microsoft.Data.Sqlite;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>What SQLite reports while the store is at work: a full disk, a failing disk, another process that writes.</summary>
public sealed class SqliteFaultTests : IAsyncLifetime
{
    const int Full = 13;
    const int IoError = 10;

    readonly StoreFolder folder = new();
    readonly List<string> reached = [];
    Action<string> onReach = _ => { };
    SqliteRunStore store = null!;
    RunClaim a = null!;
    RunClaim b = null!;

    public async Task InitializeAsync()
    {
        store = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Owner, new() { BusyTimeout = TimeSpan.FromMilliseconds(20) }, new CrashPoints(point =>
        {
            reached.Add(point);
            onReach(point);
        }));
        a = await store.Claimed("a");
        b = await store.Claimed("b");
        reached.Clear();
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Everything_that_waits_is_one_commit()
    {
        var commits = WhileTheStoreIsBusy(() => Enumerable.Range(1, 100).SelectMany(n => new[] { Commit(a, n), Commit(b, n) }).ToList());
        Assert.All(await Task.WhenAll(commits), r => Assert.Equal(CommitResult.Committed, r));
        Assert.Equal(2, reached.Count(p => p == "group.durable")); // the one that kept it busy, and all of these
    }

    [Fact]
    public async Task A_group_that_fails_as_a_whole_is_tried_again_one_by_one()
    {
        var commits = WhileTheStoreIsBusy(() =>
        {
            onReach = point =>
            {
                if (point == "group.written" && reached.Count(p => p == "group.begun") == 2) // the first is the one that keeps it busy
                    throw new SqliteException("full", Full);
            };
            return new List<Task<CommitResult>> { Commit(a, 1), Commit(b, 1), Commit(a, 2) };
        });
        Assert.All(await Task.WhenAll(commits), r => Assert.Equal(CommitResult.Committed, r));
        Assert.Equal(1 + 3, reached.Count(p => p == "group.durable"));
        Assert.Equal([0, 1, 2], (await store.LoadAsync("a")).Checkpoints.Select(c => c.Sequence));
    }

    [Fact]
    public async Task A_full_disk_refuses_the_write_and_what_builds_on_it_and_no_other()
    {
        var commits = WhileTheStoreIsBusy(() =>
        {
            var checkpoints = 0;
            onReach = point =>
            {
                if (point == "commit.checkpoint" && ++checkpoints == 2)
                    throw new SqliteException("full", Full);
            };
            return new List<Task<CommitResult>> { Commit(a, 1), Commit(a, 2), Commit(b, 1), Commit(a, 3, on: 1) };
        });
        Assert.Equal(CommitResult.Committed, await commits[0]);
        var full = await Assert.ThrowsAsync<StoreWriteException>(() => commits[1]);
        Assert.Equal(("a", "Make room, then try again."), (full.Run, full.Advice));
        Assert.Equal(CommitResult.Committed, await commits[2]);
        await Assert.ThrowsAsync<StoreWriteException>(() => commits[3]);
        Assert.Equal([0, 1], (await store.LoadAsync("a")).Checkpoints.Select(c => c.Sequence));

        a = (await store.ClaimAsync("a", "hub", Lease))!;
        Assert.Equal(CommitResult.Committed, await Commit(a, 2));
    }

    [Fact]
    public async Task A_commit_that_fails_at_the_disk_breaks_its_claim()
    {
        onReach = point =>
        {
            if (point == "group.written")
                throw new SqliteException("full", Full);
        };
        await Assert.ThrowsAsync<StoreWriteException>(() => Commit(a, 1));
        onReach = _ => { };
        await Assert.ThrowsAsync<StoreWriteException>(() => Commit(a, 1));
        Assert.Equal(CommitResult.Committed, await Commit(b, 1));
        Assert.Equal([0], (await store.LoadAsync("a")).Checkpoints.Select(c => c.Sequence));
    }

    [Fact]
    public async Task A_failing_disk_closes_the_store_and_nothing_is_acknowledged()
    {
        onReach = point =>
        {
            if (point == "group.written")
                throw new SqliteException("I/O", IoError);
        };
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Commit(a, 1));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindAsync("a"));
        await store.DisposeAsync();
        await using var again = await SqliteRunStore.OpenAsync(folder.Store);
        Assert.Equal([0], (await again.LoadAsync("a")).Checkpoints.Select(c => c.Sequence));
    }

    [Fact]
    public async Task Another_process_that_holds_the_file_too_long_fails_the_write_and_no_read()
    {
        await using (var other = new SqliteConnection($"Data Source={folder.Store};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<StoreWriteException>(async () => await store.AppendAsync(Event("a", "e")));
            await Assert.ThrowsAsync<StoreWriteException>(() => Commit(a, 1));
            Assert.Empty(await store.Messages("a"));
        }

        await store.AppendAsync(Event("a", "e"));
        await Assert.ThrowsAsync<StoreWriteException>(() => Commit(a, 2, on: 0));
        Assert.Equal(["e"], await store.Messages("a"));
    }

    [Fact]
    public async Task A_user_of_the_store_cannot_hold_up_its_thread()
    {
        using var free = new ManualResetEventSlim();
        var blocked = store.AppendAsync(Event("a", "1")).AsTask().ContinueWith(_ => free.Wait(), TaskContinuationOptions.ExecuteSynchronously);
        await store.AppendAsync(Event("a", "2"));
        free.Set();
        await blocked;
    }

    Task<CommitResult> Commit(RunClaim claim, long sequence, long? on = null) =>
        store.CommitAsync(new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [Delta(sequence, on ?? sequence - 1, "x")] }).AsTask();

    /// <summary>Queues calls while the store's thread is inside another write, so that they wait together.</summary>
    T WhileTheStoreIsBusy<T>(Func<T> calls)
    {
        using var inside = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        onReach = point =>
        {
            if (point == "group.begun")
            {
                inside.Set();
                free.Wait();
            }
        };
        var busy = store.AppendAsync(Event("a", "keeps the store busy")).AsTask();
        inside.Wait();
        onReach = _ => { };
        var result = calls();
        free.Set();
        busy.GetAwaiter().GetResult();
        return result;
    }
}

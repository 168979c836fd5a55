using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Every promise of <see cref="IRunStore"/>, kept by each store: derive, say how to open one, and all of it runs. The parts are one idea a file.</summary>
public abstract partial class RunStoreConformance : IAsyncLifetime
{
    readonly List<IRunStore> opened = [];

    internal ManualTime Time { get; } = new();

    /// <summary>Whether several handles own the storage together: claims then outlive the handle, as long as their lease.</summary>
    internal virtual bool IsShared => false;

    /// <summary>A handle on the one storage of this test; what an earlier handle left is there.</summary>
    internal abstract ValueTask<IRunStore> OpenAsync(StoreAccess access, ICrashPoints? crashPoints);

    protected virtual Task CleanUpAsync() => Task.CompletedTask;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var store in opened)
            await store.DisposeAsync();
        await CleanUpAsync();
    }

    internal async Task<IRunStore> Open(StoreAccess access = StoreAccess.Owner, ICrashPoints? crashPoints = null)
    {
        var store = await OpenAsync(access, crashPoints);
        opened.Add(store);
        return store;
    }

    [Fact]
    public async Task A_new_run_is_ready_with_its_first_checkpoint()
    {
        var store = await Open();
        var (record, created) = await store.CreateAsync(Run("a", "Ns.Price(int)", "args"));
        Assert.True(created);
        Assert.Equal(("a", "Ns.Price(int)", BlobHash.Of(Bytes("args")), RunState.Ready), (record.Run, record.Function, record.Arguments, record.State));
        Assert.Equal((0L, null, 0, 0), (record.Epoch, record.Owner, record.Attempts, record.Outcome.Length));
        Assert.Equal((Time.GetUtcNow(), Time.GetUtcNow()), (record.Created, record.Updated));
        Assert.Equal(["0:0:-1:entry of a"], await store.Contents("a"));
        var loaded = await store.LoadAsync("a");
        Assert.Empty(loaded.Inbox);
        Assert.Empty(loaded.Timers);
        Assert.Equal("Ns.Price(int)", loaded.Record.Function);
    }

    [Fact]
    public async Task Creating_twice_gives_the_first_run_and_changes_nothing()
    {
        var store = await Open();
        await store.Claimed("a");
        var (record, created) = await store.CreateAsync(Run("a", "Other()", "other"));
        Assert.False(created);
        Assert.Equal(("Ns.F()", 1L, "hub"), (record.Function, record.Epoch, record.Owner));
        Assert.Equal(["0:0:-1:entry of a"], await store.Contents("a"));
    }

    [Fact]
    public async Task What_is_not_there_is_said_so()
    {
        var store = await Open();
        Assert.Null(await store.FindAsync("nobody"));
        Assert.Null(await store.GetBlobAsync(BlobHash.Of([1])));
        Assert.Null(store.Lookup(1));
        Assert.Null(store.Lookup(0));
        Assert.Null(store.Lookup(-1));
        foreach (var call in new Func<Task>[]
        {
            async () => await store.LoadAsync("nobody"),
            async () => await store.InboxAsync("nobody"),
            async () => await store.AppendAsync(Event("nobody", "e")),
            async () => await store.ClaimAsync("nobody", "hub", Lease),
            async () => await store.RenewAsync("nobody", 1, Lease),
            async () => await store.ReleaseAsync("nobody", 1),
            async () => await store.CommitAsync(new() { Run = "nobody", Epoch = 1 }),
        })
        {
            Assert.Equal("nobody", (await Assert.ThrowsAsync<RunNotFoundException>(call)).Run);
        }
    }

    [Fact]
    public async Task Ids_that_could_be_mistaken_for_others_are_refused()
    {
        var store = await Open();
        await store.Claimed("a");
        foreach (var id in new[] { "", "a\0b", "\ud800", "\udc00\ud800" })
            await Refuses(store, id);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CreateAsync(Run(new string('x', 1025))));
        Assert.Equal(["a"], await store.Ids());
    }

    static async Task Refuses(IRunStore store, string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CreateAsync(Run(id)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.FindAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.LoadAsync(id));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.ClaimAsync(id, "hub", Lease));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.AppendAsync(Event("a", id)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = (await store.ClaimAsync("a", "hub", Lease))!.Epoch, Consumed = [id] }));
    }

    [Fact]
    public async Task Ids_of_all_letters_are_kept_apart_and_ordered_by_their_bytes()
    {
        var store = await Open();
        string[] ids = ["A", "a", "a b", "a'b\"%_", "b", "é", "e\u0301", "\uffff", "\U0001F600"];
        foreach (var id in ids.Reverse())
            Assert.True((await store.CreateAsync(Run(id))).Created);
        Assert.Equal(ids.OrderBy(i => Convert.ToHexString(Bytes(i)), StringComparer.Ordinal), await store.Ids());
    }

    [Fact]
    public async Task The_same_text_keeps_its_number()
    {
        var store = await Open();
        var client = await Open(StoreAccess.Client);
        var one = store.Intern("module 1");
        var two = client.Intern("module 2");
        Assert.True(one > 0 && two > 0 && one != two);
        Assert.Equal((one, two), (client.Intern("module 1"), store.Intern("module 2")));
        Assert.Equal("module 2", store.Lookup(two));
        Assert.NotEqual(store.Intern(""), one);
        await store.DisposeAsync();
        var again = await Open();
        Assert.Equal((two, one), (again.Intern("module 2"), again.Intern("module 1")));
        Assert.Equal(("module 1", "module 2"), (again.Lookup(one), again.Lookup(two)));
    }

    [Fact]
    public async Task Interning_from_many_threads_gives_one_number_a_text()
    {
        var store = await Open();
        var client = await Open(StoreAccess.Client);
        var numbers = new int[8][];
        Parallel.For(0, 8, i => numbers[i] = [.. Enumerable.Range(0, 20).Select(n => (i % 2 == 0 ? store : client).Intern("schema " + n))]);
        Assert.All(numbers, n => Assert.Equal(numbers[0], n));
        Assert.Equal(20, numbers[0].Distinct().Count());
    }

    [Fact]
    public async Task Blobs_are_kept_by_content()
    {
        var store = await Open();
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        var hash = await store.PutBlobAsync(content);
        Assert.Equal(BlobHash.Of(content), hash);
        Assert.Equal(hash, await store.PutBlobAsync(content.ToArray()));
        var empty = await store.PutBlobAsync(default);
        await store.DisposeAsync();
        var again = await Open(StoreAccess.Client);
        Assert.Equal(content, (await again.GetBlobAsync(hash))!.Value.ToArray());
        Assert.Equal(0, (await again.GetBlobAsync(empty))!.Value.Length);
        await Assert.ThrowsAsync<ArgumentException>(async () => await again.GetBlobAsync(new("AB")));
        await Assert.ThrowsAsync<ArgumentException>(async () => await again.GetBlobAsync(default));
    }

    [Fact]
    public async Task Queries_filter_page_and_order()
    {
        var store = await Open();
        for (var i = 0; i < 600; i++)
            await store.CreateAsync(Run($"run {i:000}"));
        foreach (var i in new[] { 7, 300, 599 })
        {
            var claim = (await store.ClaimAsync($"run {i:000}", "hub", Lease))!;
            await store.CommitAsync(new() { Run = claim.Run, Epoch = claim.Epoch, State = i == 300 ? RunState.Failed : RunState.Completed });
        }

        Assert.Equal(Enumerable.Range(0, 600).Select(i => $"run {i:000}"), await store.Ids());
        Assert.Equal(["run 007", "run 599"], await store.Ids(new() { States = [RunState.Completed] }));
        Assert.Equal(["run 007", "run 300", "run 599"], await store.Ids(new() { States = [RunState.Failed, RunState.Completed, RunState.Failed] }));
        Assert.Equal(["run 301", "run 302"], await store.Ids(new() { After = "run 300", Limit = 2 }));
        Assert.Equal(["run 599"], await store.Ids(new() { States = [RunState.Completed], After = "run 007", Limit = 5 }));
        Assert.Equal(400, (await store.Ids(new() { States = [RunState.Ready, RunState.Waiting], Limit = 400 })).Count);
        Assert.Equal(597, (await store.Ids(new() { States = [RunState.Ready] })).Count);
        Assert.Empty(await store.Ids(new() { Limit = 0 }));
        Assert.Empty(await store.Ids(new() { After = "run 599" }));
    }

    [Fact]
    public async Task A_closed_handle_says_so()
    {
        var store = await Open();
        await store.CreateAsync(Run("a"));
        var waiting = WatchAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.FindAsync("a"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CreateAsync(Run("b")));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ChangedAsync(0));
        Assert.Throws<ObjectDisposedException>(() => store.Intern("new"));

        // It may complete early, any number of times.
        async Task WatchAsync()
        {
            for (var seen = 0L; ;)
                seen = await store.ChangedAsync(seen);
        }
    }

    [Fact]
    public async Task A_cancelled_call_writes_nothing()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.CreateAsync(Run("b"), cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.AppendAsync(Event("a", "e"), cancelled));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = RunState.Completed }, cancelled));
        Assert.Equal(["a"], await store.Ids());
        Assert.Empty(await store.Messages("a"));
        Assert.Equal(RunState.Ready, (await store.FindAsync("a"))!.State);
    }
}

using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

public abstract partial class RunStoreConformance
{
    static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task A_batch_writes_all_its_parts()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.CreateAsync(Run("b"));
        await store.AppendAsync(Event("a", "e1"));
        await store.AppendAsync(Event("a", "e2", "kept"));
        Time.Advance(TimeSpan.FromSeconds(3));
        var result = await store.CommitAsync(new()
        {
            Run = "a",
            Epoch = claim.Epoch,
            Checkpoints = [Full(1, "one"), Full(0, "child", "0/1"), Delta(2, 1, "two")],
            Consumed = ["e1"],
            Outgoing = [Message("b", "from a", MessageKind.ChildResult, "7", "0"), Event("a", "to myself")],
            Timers = [new("0", "t", Noon), new("0/1", "t", Noon.AddDays(1))],
            State = RunState.Waiting,
            Progress = true,
        });
        Assert.Equal(CommitResult.Committed, result);
        await store.DisposeAsync();
        var loaded = await (await Open()).LoadAsync("a");
        Assert.Equal((RunState.Waiting, 0), (loaded.Record.State, loaded.Record.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(3), loaded.Record.Updated - loaded.Record.Created);
        Assert.Equal(["0:1:one", "0:2:two", "0/1:0:child"], loaded.Checkpoints.Select(c => $"{c.Strand}:{c.Sequence}:{Text(c.Bytes)}"));
        Assert.Equal(["e2:kept", "to myself:"], loaded.Inbox.Select(m => $"{m.Id}:{Text(m.Payload)}"));
        Assert.Equal([new StoredTimer("0", "t", Noon), new("0/1", "t", Noon.AddDays(1))], loaded.Timers);
        var message = Assert.Single(await opened[^1].InboxAsync("b"));
        Assert.Equal(("b", "from a", MessageKind.ChildResult, "0", "subject of from a", "7"), (message.Run, message.Id, message.Kind, message.Strand, message.Subject, Text(message.Payload)));
    }

    [Fact]
    public async Task A_fenced_batch_writes_nothing()
    {
        var store = await Open();
        var old = await store.Claimed("a", "hub");
        await store.CreateAsync(Run("b"));
        await store.AppendAsync(Event("a", "e"));
        await store.ClaimAsync("a", "hub", Lease);
        foreach (var epoch in new[] { old.Epoch, old.Epoch + 2, 0 })
        {
            Assert.Equal(CommitResult.Fenced, await store.CommitAsync(new()
            {
                Run = "a",
                Epoch = epoch,
                Checkpoints = [Full(1, "x")],
                Consumed = ["e"],
                Outgoing = [Event("b", "x")],
                Timers = [new("0", "t", Noon)],
                State = RunState.Completed,
            }));
        }

        var loaded = await store.LoadAsync("a");
        Assert.Equal((RunState.Ready, 2), (loaded.Record.State, loaded.Record.Attempts));
        Assert.Equal(0, Assert.Single(loaded.Checkpoints).Sequence);
        Assert.Single(loaded.Inbox);
        Assert.Empty(loaded.Timers);
        Assert.Empty(await store.Messages("b"));
    }

    [Fact]
    public async Task A_batch_that_fails_writes_nothing_and_breaks_its_claim()
    {
        var store = await Open();
        var a = await store.Claimed("a");
        var b = await store.Claimed("b");
        await store.AppendAsync(Event("a", "e"));
        var good = new CommitBatch { Run = "a", Epoch = a.Epoch, Checkpoints = [Full(1, "x")], Consumed = ["e"], Timers = [new("0", "t", Noon)], State = RunState.Waiting };

        // All are queued before the first has an answer: the second must not be written over the hole that the first leaves, and the third is not concerned.
        var lost = store.CommitAsync(good with { Outgoing = [Event("b", "m"), Event("nobody", "m")] }).AsTask();
        var after = store.CommitAsync(good with { Run = "a", Outgoing = [] }).AsTask();
        var other = store.CommitAsync(new() { Run = "b", Epoch = b.Epoch, Checkpoints = [Full(1, "fine")] }).AsTask();
        Assert.Equal("nobody", (await Assert.ThrowsAsync<RunNotFoundException>(() => lost)).Run);
        Assert.Equal("a", (await Assert.ThrowsAsync<StoreWriteException>(() => after)).Run);
        Assert.Equal(CommitResult.Committed, await other);
        await Assert.ThrowsAsync<StoreWriteException>(async () => await store.CommitAsync(good));

        var loaded = await store.LoadAsync("a");
        Assert.Equal((RunState.Ready, "0:0"), (loaded.Record.State, string.Join(',', loaded.Checkpoints.Select(c => $"{c.Strand}:{c.Sequence}"))));
        Assert.Single(loaded.Inbox);
        Assert.Empty(loaded.Timers);
        Assert.Empty(await store.Messages("b"));

        var again = (await store.ClaimAsync("a", "hub", Lease))!;
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(good with { Epoch = again.Epoch }));
    }

    [Fact]
    public async Task A_full_checkpoint_drops_what_came_before_in_its_strand()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        Task Commit(params StoredCheckpoint[] checkpoints) => store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = checkpoints }).AsTask();
        await Commit(Delta(1, 0, "b"), Full(0, "child", "0/1"));
        await Commit(Delta(2, 1, "c"));
        Assert.Equal(["0:0:-1:entry of a", "0:1:0:b", "0:2:1:c", "0/1:0:-1:child"], await store.Contents("a"));
        await Commit(Full(5, "d"));
        await Commit(Delta(7, 5, "e"));
        Assert.Equal(["0:5:-1:d", "0:7:5:e", "0/1:0:-1:child"], await store.Contents("a"));
        await Commit(Full(8, "f"), Delta(9, 8, "g"));
        Assert.Equal(["0:8:-1:f", "0:9:8:g", "0/1:0:-1:child"], await store.Contents("a"));
    }

    [Theory]
    [InlineData(0, -1)] // again
    [InlineData(2, 1)] // on what is not stored
    [InlineData(3, 3)] // on itself
    [InlineData(3, 7)]
    [InlineData(3, -2)]
    [InlineData(-1, -1)]
    public async Task A_checkpoint_that_does_not_extend_the_chain_is_refused(long sequence, long on)
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [new("0", sequence, on, Bytes("x"))] }));
        Assert.Equal(["0:0:-1:entry of a"], await store.Contents("a"));
    }

    [Fact]
    public async Task An_outcome_needs_a_final_state()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Outcome = Bytes("x") }));
        claim = (await store.ClaimAsync("a", "hub", Lease))!;
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = (RunState)77 }));
    }

    [Fact]
    public async Task A_strand_that_ended_leaves_nothing_but_its_messages()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(0, "child", "0/1")], Timers = [new("0/1", "t", Noon), new("0", "t", Noon)] });
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, EndedStrands = ["0/1", "0/2"], Checkpoints = [Full(1, "one"), Full(4, "last", "0/1")], Timers = [new("0/1", "u", Noon)] });
        Assert.Equal(["0:1:-1:one"], await store.Contents("a"));
        Assert.Equal([new StoredTimer("0", "t", Noon)], (await store.LoadAsync("a")).Timers);
    }

    [Fact]
    public async Task Timers_are_set_moved_and_cleared()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        Task Commit(params StoredTimer[] timers) => store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Timers = timers }).AsTask();
        await Commit(new("0", "b", Noon), new("0", "a", Noon), new("0", "never set", null));
        await Commit(new("0", "b", Noon.AddTicks(1)), new("0", "a", null));
        Assert.Equal([new StoredTimer("0", "b", Noon.AddTicks(1))], (await store.LoadAsync("a")).Timers);
        await Commit(new("0", "b", null), new("0", "b", DateTimeOffset.MaxValue));
        Assert.Equal(DateTimeOffset.MaxValue, Assert.Single((await store.LoadAsync("a")).Timers).Due);
    }

    [Theory]
    [InlineData(RunState.Completed, false)]
    [InlineData(RunState.Cancelled, false)]
    [InlineData(RunState.Terminated, false)]
    [InlineData(RunState.Failed, true)]
    [InlineData(RunState.Quarantined, true)]
    public async Task A_final_run_keeps_what_it_needs_to_be_resumed(RunState state, bool keeps)
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.AppendAsync(Event("a", "e1"));
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Timers = [new("0", "t", Noon)], State = RunState.Waiting });
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = state, Outcome = Bytes("why") });
        await store.AppendAsync(Event("a", "e2"));
        var loaded = await store.LoadAsync("a");
        Assert.Equal(keeps ? ["0:0:-1:entry of a"] : [], await store.Contents("a"));
        Assert.Equal(keeps ? ["e1", "e2"] : [], loaded.Inbox.Select(m => m.Id));
        Assert.Equal(keeps ? 1 : 0, loaded.Timers.Count);

        await store.AppendAsync(Message("a", "go on", MessageKind.Resume));
        await store.AppendAsync(Message("a", "go on", MessageKind.Resume));
        var record = (await store.FindAsync("a"))!;
        Assert.Equal((keeps ? RunState.Ready : state, keeps ? "" : "why"), (record.State, Text(record.Outcome)));
        Assert.Equal(keeps ? new RunClaim("a", 2, 1) : null, await store.ClaimAsync("a", "hub", Lease));
    }

    [Fact]
    public async Task Batches_of_one_run_become_durable_in_the_order_of_the_calls()
    {
        var store = await Open();
        var claims = new List<RunClaim>();
        for (var i = 0; i < 4; i++)
            claims.Add(await store.Claimed("run " + i));
        var commits = new List<Task<CommitResult>>();
        for (var n = 1; n <= 100; n++)
        {
            foreach (var claim in claims)
                commits.Add(store.CommitAsync(new() { Run = claim.Run, Epoch = claim.Epoch, Checkpoints = [Delta(n, n - 1, "n")], Outgoing = [Event("run 0", $"{claim.Run}/{n:000}")] }).AsTask());
        }

        Assert.All(await Task.WhenAll(commits), r => Assert.Equal(CommitResult.Committed, r));
        foreach (var claim in claims)
            Assert.Equal(Enumerable.Range(0, 101).Select(n => (long)n), (await store.LoadAsync(claim.Run)).Checkpoints.Select(c => c.Sequence));
        var messages = await store.Messages("run 0");
        Assert.Equal(400, messages.Length);
        foreach (var claim in claims)
            Assert.Equal(Enumerable.Range(1, 100).Select(n => $"{claim.Run}/{n:000}"), messages.Where(m => m.StartsWith(claim.Run, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Buffers_can_be_used_again_after_the_call()
    {
        var store = await Open();
        var bytes = Bytes("before");
        await store.CreateAsync(new("a", "F()", BlobHash.Of([]), new("0", 0, -1, bytes)));
        await store.AppendAsync(new("a", "e", MessageKind.Event, null, "", bytes));
        var hash = await store.PutBlobAsync(bytes);
        Bytes("scrap!").CopyTo(bytes, 0);
        Assert.Equal(["0:0:-1:before"], await store.Contents("a"));
        Assert.Equal("before", Text((await store.InboxAsync("a"))[0].Payload));
        Assert.Equal("before", Text((await store.GetBlobAsync(hash))!.Value));
    }
}

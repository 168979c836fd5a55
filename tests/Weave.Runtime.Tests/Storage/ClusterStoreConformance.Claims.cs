using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <content>Claims: what a member is given, what is handed to it, and what it hears of.</content>
public abstract partial class ClusterStoreConformance
{
    [Fact]
    public async Task Those_that_have_waited_longest_are_claimed_first()
    {
        var store = await Joined("hub");
        foreach (var run in new[] { "c", "a", "b" })
        {
            await store.CreateAsync(Run(run));
            Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal([new("c", 1, 1), new("a", 1, 1)], await store.ClaimNextAsync(new([], 2)));
        await store.ReleaseAsync("c", 1);
        await store.CreateAsync(Run("0"));
        Assert.Equal(["b"], await Next(store, new([], 1)));
        Assert.Empty(await Next(store, new([], 0)));
        Assert.Equal(2, (await Next(store, All())).Length);
        Assert.Empty(await Next(store, All()));
        Assert.All(await Task.WhenAll(new[] { "0", "a", "b", "c" }.Select(async r => await store.FindAsync(r))), r => Assert.Equal("hub", r!.Owner));
    }

    [Fact]
    public async Task Only_what_a_hub_offers_is_claimed()
    {
        var store = await Joined("hub", "gpu", "label:x");
        await store.CreateAsync(Run("any"));
        await store.CreateAsync(Run("both") with { Needs = ["label:x", "gpu"] });
        await store.CreateAsync(Run("more") with { Needs = ["gpu", "cpu:avx2"] });
        Assert.Equal(["gpu", "cpu:avx2"], (await store.FindAsync("more"))!.Needs);
        Assert.Equal(["any"], await Next(store, All("label:y")));
        Assert.Equal(["both"], await Next(store, All("gpu", "label:x")));
        Assert.Empty(await Next(store, All("gpu", "label:x")));

        await store.CommitAsync(new() { Run = "both", Epoch = 1, Needs = ["cpu:avx2"], Progress = true });
        await store.CommitAsync(new() { Run = "both", Epoch = 1, Checkpoints = [Full(1, "kept")] });
        Assert.Equal(["cpu:avx2"], (await store.LoadAsync("both")).Record.Needs);
        await store.ReleaseAsync("both", 1);
        Assert.Empty(await Next(store, All("gpu", "label:x")));
        Assert.Equal(["both", "more"], (await Next(store, All("cpu:avx2", "gpu"))).Order());
        await store.CommitAsync(new() { Run = "more", Epoch = 1, Needs = [], Progress = true });
        await store.ReleaseAsync("more", 1);
        Assert.Equal(["more"], await Next(store, All()));
    }

    [Fact]
    public async Task Suspects_are_claimed_apart_and_exceptions_never()
    {
        var store = await Joined("hub 1");
        foreach (var run in new[] { "a", "b", "c" })
            await store.CreateAsync(Run(run));
        Assert.Equal(["a", "b"], await Next(store, All() with { Except = ["c"] }));
        await store.CommitAsync(new() { Run = "b", Epoch = 1, Progress = true });
        await store.LeaveAsync();

        var other = await Joined("hub 2");
        Assert.Equal(["b", "c"], (await Next(other, All())).Order());
        Assert.Empty(await Next(other, All() with { Suspects = true, Except = ["a"] }));
        Assert.Equal([new("a", 2, 2)], await other.ClaimNextAsync(new([], 1) { Suspects = true }));
    }

    [Theory]
    [InlineData(RunState.Completed)]
    [InlineData(RunState.Quarantined)]
    public async Task What_is_over_is_not_claimed(RunState state)
    {
        var store = await Joined("hub");
        await store.CreateAsync(Run("a"));
        await Next(store, All());
        await store.CommitAsync(new() { Run = "a", Epoch = 1, State = state, Progress = true });
        Assert.Empty(await Next(store, All()));
        if (state != RunState.Quarantined)
            return;
        await store.AppendAsync(Message("a", "resume", MessageKind.Resume));
        Assert.Equal(["a"], await Next(store, All()));
    }

    [Fact]
    public async Task No_run_is_claimed_by_two_hubs()
    {
        var hubs = new[] { await Joined("hub 1"), await Joined("hub 2"), await Joined("hub 3") };
        for (var i = 0; i < 60; i++)
            await hubs[0].CreateAsync(Run("run " + i));
        var claimed = await Task.WhenAll(hubs.Select(hub => Task.Run(async () =>
        {
            var mine = new List<string>();
            for (var i = 0; i < 30; i++)
                mine.AddRange(await Next(hub, new([], 3)));
            return mine;
        })));
        Assert.Equal(60, claimed.Sum(c => c.Count));
        Assert.Equal(60, claimed.SelectMany(c => c).Distinct().Count());
        for (var i = 0; i < hubs.Length; i++)
        {
            foreach (var run in claimed[i])
                Assert.Equal($"hub {i + 1}", (await hubs[0].FindAsync(run))!.Owner);
        }
    }

    [Theory]
    [InlineData(true, true, 0)]
    [InlineData(true, false, 2)]
    [InlineData(false, true, 0)]
    [InlineData(false, false, 2)]
    public async Task A_run_is_handed_to_a_member(bool alone, bool progress, int attempts)
    {
        var source = await Joined("hub 1");
        var target = await Joined("hub 2");
        await source.CreateAsync(Run("a"));
        await Next(source, All());
        var state = new CommitBatch { Run = "a", Epoch = 1, Checkpoints = [Full(1, "moved")], State = RunState.Waiting };
        if (alone)
            await source.CommitAsync(state);
        var handed = await source.CommitAsync((alone ? new() { Run = "a", Epoch = 1 } : state) with { Handover = "hub 2", Progress = progress });
        Assert.Equal(CommitResult.Committed, handed);
        var record = (await target.FindAsync("a"))!;
        Assert.Equal(("hub 2", 2L, attempts, RunState.Waiting), (record.Owner, record.Epoch, record.Attempts, record.State));
        Assert.Equal(["0:1:-1:moved"], await target.Contents("a"));
        Assert.Equal(CommitResult.Fenced, await source.CommitAsync(new() { Run = "a", Epoch = 1, Checkpoints = [Full(2, "late")] }));
        Assert.Equal(CommitResult.Committed, await target.CommitAsync(new() { Run = "a", Epoch = 2, Checkpoints = [Full(2, "there")], Progress = progress }));

        // It is as if the target had claimed it: its own for as long as its membership holds.
        Time.Advance(Lease - TimeSpan.FromTicks(1));
        await source.HeartbeatAsync(default);
        Assert.Null(await source.ClaimAsync("a", "hub 1", Timeout.InfiniteTimeSpan));
        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new RunClaim("a", 3, attempts + 1), await source.ClaimAsync("a", "hub 1", Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public async Task A_run_is_handed_to_the_membership_that_it_was_sent_to()
    {
        var source = await Joined("hub 1");
        var target = await Joined("hub 2");
        await source.CreateAsync(Run("a"));
        await Next(source, All());
        var before = (await target.HeartbeatAsync(default))!.Hub.Incarnation;
        var now = (await target.JoinAsync(Hub("hub 2"), Lease)).Incarnation;
        var batch = new CommitBatch { Run = "a", Epoch = 1, Handover = "hub 2" };
        Assert.Equal(CommitResult.Refused, await source.CommitAsync(batch with { HandoverIncarnation = before }));
        Assert.Equal("hub 1", (await source.FindAsync("a"))!.Owner);
        Assert.Equal(CommitResult.Committed, await source.CommitAsync(batch with { HandoverIncarnation = now }));
        Assert.Equal("hub 2", (await source.FindAsync("a"))!.Owner);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("left")]
    [InlineData("drains")]
    [InlineData("lapsed")]
    public async Task A_run_is_handed_to_nobody_else(string target)
    {
        if (target != "nobody")
        {
            var store = await Joined(target);
            if (target == "left")
                await store.LeaveAsync();
            if (target == "drains")
                await store.DrainAsync(target);
            Time.Advance(target == "lapsed" ? Lease : TimeSpan.Zero);
        }

        var source = await Joined("hub");
        await source.CreateAsync(Run("a"));
        await Next(source, All() with { Most = 1 });
        var batch = new CommitBatch { Run = "a", Epoch = 1, Checkpoints = [Full(1, "moved")], Consumed = ["m"], Progress = true };
        Assert.Equal(CommitResult.Refused, await source.CommitAsync(batch with { Handover = target }));
        Assert.Equal(["0:0:-1:entry of a"], await source.Contents("a"));
        Assert.Equal(("hub", 1L, 1), ((await source.FindAsync("a"))!.Owner, (await source.FindAsync("a"))!.Epoch, (await source.FindAsync("a"))!.Attempts));
        Assert.Equal(CommitResult.Committed, await source.CommitAsync(batch));
        Assert.Equal(CommitResult.Fenced, await source.CommitAsync(batch with { Epoch = 0, Handover = target }));
        var alone = new CommitBatch { Run = "a", Epoch = 1, Handover = target, Progress = true };
        Assert.Equal(CommitResult.Refused, await source.CommitAsync(alone));
        Assert.Equal(CommitResult.Fenced, await source.CommitAsync(alone with { Epoch = 0 }));
        await Assert.ThrowsAsync<RunNotFoundException>(async () => await source.CommitAsync(alone with { Run = "no run" }));
        Assert.Equal(("hub", 1L, 0), ((await source.FindAsync("a"))!.Owner, (await source.FindAsync("a"))!.Epoch, (await source.FindAsync("a"))!.Attempts));
        await Assert.ThrowsAsync<ArgumentException>(async () => await source.CommitAsync(new() { Run = "a", Epoch = 1, State = RunState.Completed, Handover = "hub" }));
    }

    [Fact]
    public async Task News_tell_which_runs_have_changed()
    {
        var store = await Joined("hub");
        var client = await OpenShared(StoreAccess.Client);
        var news = await store.NewsAsync(0);
        Assert.True(news is { Runs: null, Runnable: true });
        await client.CreateAsync(Run("a"));
        await client.CreateAsync(Run("b"));
        news = await Heard(store, news.Version, n => n.Runnable, "a", "b");
        await Next(store, All());
        news = await Heard(store, news.Version, n => true, "a", "b");
        await client.AppendAsync(Event("b", "e"));
        news = await Heard(store, news.Version, n => true, "b");
        await store.CommitAsync(new() { Run = "b", Epoch = 1, Outgoing = [Event("a", "from b")] });
        news = await Heard(store, news.Version, n => true, "a", "b");
        await store.ReleaseAsync("a", 1);
        news = await Heard(store, news.Version, n => n.Runnable, "a");

        var other = await Joined("hub 2");
        news = await Heard(store, news.Version, n => n.Hubs);
        await client.DrainAsync("hub 2");
        news = await Heard(store, news.Version, n => n.Hubs);
        await other.LeaveAsync();
        await Heard(store, news.Version, n => n.Hubs);
    }

    [Fact]
    public async Task A_wait_for_news_ends_with_the_handle_and_by_cancellation()
    {
        var store = await OpenShared();
        var other = await OpenShared();
        await store.CreateAsync(Run("a"));
        var seen = await Settled(store, (await store.NewsAsync(0)).Version);
        using var stop = new CancellationTokenSource();
        var waiting = store.NewsAsync(seen, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        waiting = other.NewsAsync(await Settled(other, seen)).AsTask();
        await other.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);

        static async Task<long> Settled(IClusterStore store, long seen)
        {
            while (true)
            {
                var waiting = store.NewsAsync(seen).AsTask();
                await store.FindAsync("a");
                if (!waiting.IsCompleted)
                    return seen;
                seen = (await waiting).Version;
            }
        }
    }

    /// <summary>Waits until all of that was told: news may come early, in parts, and with more than has happened.</summary>
    async Task<StoreNews> Heard(IClusterStore store, long seen, Func<StoreNews, bool> tells, params string[] runs)
    {
        var missing = runs.ToHashSet();
        for (var told = false; ;)
        {
            var waiting = store.NewsAsync(seen).AsTask();
            Time.Advance(TimeSpan.FromTicks(1));
            var news = await waiting.WaitAsync(TimeSpan.FromMinutes(1));
            Assert.NotEqual(seen, news.Version);
            seen = news.Version;
            told |= tells(news);
            missing.RemoveWhere(r => news.Runs?.Contains(r) != false);
            if (told && missing.Count == 0)
                return news;
        }
    }
}

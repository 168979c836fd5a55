using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

public abstract partial class RunStoreConformance
{
    [Fact]
    public async Task Messages_come_in_order_and_once()
    {
        var store = await Open();
        await store.CreateAsync(Run("a"));
        await store.CreateAsync(Run("b"));
        await store.AppendAsync(Event("a", "z", "first"));
        await store.AppendAsync(Event("a", "m"));
        await store.AppendAsync(Event("b", "z", "of b"));
        await store.AppendAsync(Event("a", "z", "again"));
        await store.AppendAsync(Message("a", "a", MessageKind.Cancel));
        Assert.Equal(["z", "m", "a"], await store.Messages("a"));
        Assert.Equal("first", Text((await store.InboxAsync("a"))[0].Payload));
        Assert.Equal((MessageKind.Cancel, null, "subject of a"), ((await store.InboxAsync("a"))[2].Kind, (await store.InboxAsync("a"))[2].Strand, (await store.InboxAsync("a"))[2].Subject));
        Assert.Equal("of b", Text(Assert.Single(await store.InboxAsync("b")).Payload));
    }

    [Fact]
    public async Task Runs_with_messages_are_told_from_those_without()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.CreateAsync(Run("b"));
        if (await store.UnreadAsync() is not { } none)
            return; // only each inbox can tell
        Assert.Empty(none);
        await store.AppendAsync(Event("a", "1"));
        await store.AppendAsync(Event("a", "2"));
        await store.AppendAsync(Event("b", "1"));
        Assert.Equal(["a", "b"], (await store.UnreadAsync())!.Order());
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = ["1", "2"] });
        Assert.Equal(["b"], await store.UnreadAsync());
    }

    [Fact]
    public async Task A_consumed_message_stays_consumed()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        await store.AppendAsync(Event("a", "e"));
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = ["e", "never seen"], Outgoing = [Event("a", "own")] });
        await store.AppendAsync(Event("a", "e", "again"));
        await store.AppendAsync(Event("a", "never seen"));
        await store.AppendAsync(Event("a", "own"));
        Assert.Equal(["own"], await store.Messages("a"));
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = ["own", "same batch", "e"], Outgoing = [Event("a", "same batch"), Event("a", "e")] });
        await store.DisposeAsync();
        var again = await Open();
        foreach (var id in new[] { "e", "never seen", "own", "same batch" })
            await again.AppendAsync(Event("a", id));
        Assert.Empty(await again.Messages("a"));
        await again.AppendAsync(Event("a", "f"));
        Assert.Equal(["f"], await again.Messages("a"));
    }

    [Fact]
    public async Task Order_is_kept_when_messages_between_are_consumed()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        foreach (var id in new[] { "1", "2", "3" })
            await store.AppendAsync(Event("a", id));
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = ["3"] });
        await store.AppendAsync(Event("a", "0"));
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = ["1"] });
        await store.AppendAsync(Event("a", "00"));
        Assert.Equal(["2", "0", "00"], await store.Messages("a"));
    }

    [Fact]
    public async Task Many_threads_append_each_message_once()
    {
        var owner = await Open();
        var client = await Open(StoreAccess.Client);
        var claim = await owner.Claimed("a");
        var taken = new List<string>();
        var threads = Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            var store = t % 2 == 0 ? owner : client;
            for (var i = 0; i < 25; i++)
                store.AppendAsync(Event("a", $"{t / 2}/{i:00}")).AsTask().GetAwaiter().GetResult(); // each id from two threads
        })).ToList();
        threads.ForEach(t => t.Start());
        while (taken.Count < 100)
        {
            var messages = await owner.Messages("a");
            taken.AddRange(messages);
            await owner.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Consumed = messages });
        }

        threads.ForEach(t => t.Join());
        Assert.Empty(await owner.Messages("a"));
        Assert.Equal(100, taken.Distinct().Count());
        for (var t = 0; t < 4; t++)
            Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{t}/{i:00}"), taken.Where(m => m.StartsWith($"{t}/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Many_threads_create_one_run_and_one_claims_it()
    {
        var owner = await Open();
        var client = await Open(StoreAccess.Client);
        var created = 0;
        var claimed = 0;
        var threads = Enumerable.Range(0, 8).Select(t => new Thread(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                if ((t % 2 == 0 ? owner : client).CreateAsync(Run("run " + i)).AsTask().GetAwaiter().GetResult().Created)
                    Interlocked.Increment(ref created);
                if (owner.ClaimAsync("run " + i, "hub " + t, Lease).AsTask().GetAwaiter().GetResult() is { } claim)
                    Interlocked.Add(ref claimed, (int)claim.Epoch);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal((10, 10), (created, claimed));
    }

    [Fact]
    public async Task A_change_wakes_those_who_wait()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        var seen = await store.ChangedAsync(0);
        foreach (var change in new Func<Task>[]
        {
            async () => await store.AppendAsync(Event("a", "e")),
            async () => await store.CreateAsync(Run("b")),
            async () => await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = RunState.Waiting }),
            async () => await store.ReleaseAsync("a", claim.Epoch),
        })
        {
            seen = await Settled(store, seen);
            var waiting = new[] { store.ChangedAsync(seen).AsTask(), store.ChangedAsync(seen).AsTask() };
            await change();
            var versions = await Task.WhenAll(waiting);
            Assert.All(versions, v => Assert.True(v > seen));
            seen = versions.Max();
        }
    }

    [Fact]
    public async Task A_change_by_another_handle_wakes_those_who_wait()
    {
        var owner = await Open();
        var client = await Open(StoreAccess.Client);
        await owner.CreateAsync(Run("a"));
        var seen = await Settled(owner, 0);

        // The change comes before the wait ...
        await client.AppendAsync(Event("a", "1"));
        var woken = await owner.ChangedAsync(seen);
        Assert.True(woken > seen);

        // ... and during it: the clock has to reach the next look.
        seen = await Settled(owner, woken);
        var waiting = owner.ChangedAsync(seen).AsTask();
        await client.AppendAsync(Event("a", "2"));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await waiting.WaitAsync(TimeSpan.FromMinutes(1)) > seen);
        Assert.Equal(["1", "2"], await owner.Messages("a"));
    }

    [Fact]
    public async Task A_wait_for_a_change_can_be_cancelled()
    {
        var store = await Open();
        var seen = await Settled(store, 0);
        using var stop = new CancellationTokenSource();
        var waiting = store.ChangedAsync(seen, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    // Waits may complete early: the version after which nothing moves is the one at which a wait is still pending when a read has come back.
    static async Task<long> Settled(IRunStore store, long seen)
    {
        while (true)
        {
            using var stop = new CancellationTokenSource();
            var wait = store.ChangedAsync(seen, stop.Token).AsTask();
            await store.FindAsync("settled");
            if (!wait.IsCompleted)
            {
                await stop.CancelAsync();
                await Task.WhenAny(wait);
                if (!wait.IsCompletedSuccessfully)
                    return seen;
            }

            seen = await wait;
        }
    }
}

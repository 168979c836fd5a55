using System.Runtime.CompilerServices;
using System.Text;
using Weave.Execution;
using Weave.Runtime.Tests.Hosting;
using Weave.Runtime.Tests.Storage;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.Sealing.KeyRingTests;

namespace Weave.Runtime.Tests.Sealing;

/// <summary>Hubs with keys: nothing lies open in the store, keys change while runs are in flight, and a run without its key waits for it.</summary>
public class SealedHubTests
{
    static Task<Hub> Open(IRunStore store, KeyRing? keys, Action<Reencryption>? done = null) =>
        Hub.OpenAsync(store, new HubOptions { Keys = keys, ReencryptInBackground = done is not null, OnReencrypted = done });

    static async Task<string> Everything(IRunStore store)
    {
        var text = new StringBuilder();
        await foreach (var item in store.ItemsAsync())
            text.Append(item.Kind).Append(' ').AppendLine(Encoding.Latin1.GetString(item.Bytes.Span));
        return text.ToString();
    }

    [Fact]
    public async Task Nothing_in_the_store_can_be_read_and_runs_end_all_the_same()
    {
        await using var store = new MemoryRunStore();
        await using var hub = await Open(store, Ring(("k1", 1)));
        var gate = new TaskCompletionSource<long>();
        var script = new Script().Step(x => Task.FromResult(x + 1)).Checkpoint().Await(_ => gate.Task);
        var run = await hub.StartAsync(script.Call(5), "sealed");
        await Signals.Until(() => run.Status.WaitsFor == "a task of this process");

        Assert.DoesNotContain(script.Name, await Everything(store), StringComparison.Ordinal);
        gate.SetResult(7);
        Assert.Equal(7, await run.Soon());
        Assert.Contains("k1", await Everything(store), StringComparison.Ordinal);

        var failing = await hub.StartAsync(new Script().Do(_ => throw new InvalidOperationException("words of a failure")).Call(), "failing");
        Assert.Contains("words of a failure", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon())).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("words of a failure", await Everything(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_from_one_key_to_the_next_and_the_old_one_is_reported_needless()
    {
        using var folder = new StoreFolder();
        var released = new StrongBox<bool>();
        var reached = new TaskCompletionSource();
        var script = new Script().Step(x => Task.FromResult(x + 1)).Do(x =>
        {
            reached.TrySetResult();
            return Volatile.Read(ref released.Value) ? 100 : x;
        }).LoopWhileBelow(100);

        // Begun without keys; then the first key, then the second one, each hub taking over what the one before has left.
        await using (var hub = await Hub.OpenAsync(folder.Store))
        {
            await hub.StartAsync(script.Call(5), "a");
            Assert.Equal(1, await (await hub.StartAsync(new Script().Do(x => x + 1).Call(), "done")).Soon());
            await reached.Task.Soon();
        }

        await using (var hub = await Hub.OpenAsync(folder.Store, new HubOptions { Keys = Ring(("k1", 1)), ReencryptInBackground = false }))
        {
            var report = await hub.ReencryptAsync();
            Assert.Equal((0, 0), (report.Plain, report.Unreadable));
            Assert.Equal(["k1"], report.KeysInUse);
            Assert.True(report.Replaced > 0);
            Assert.Equal(1, await hub.Find<long>("done").Soon());
            Assert.Equal(0, (await hub.ReencryptAsync()).Replaced);
        }

        var done = new TaskCompletionSource<Reencryption>();
        await using (var hub = await Hub.OpenAsync(folder.Store, new HubOptions { Keys = Ring(("k2", 2), ("k1", 1)), OnReencrypted = done.SetResult }))
        {
            Assert.Equal(["k2"], (await done.Task.Soon()).KeysInUse);

            // The same call under another key is the same run; another one is not.
            Assert.Equal("a", (await hub.StartAsync(script.Call(5), "a")).Id);
            await Assert.ThrowsAsync<RunConflictException>(() => hub.StartAsync(script.Call(6), "a"));
        }

        Volatile.Write(ref released.Value, true);
        await using (var hub = await Hub.OpenAsync(folder.Store, new HubOptions { Keys = Ring(("k2", 2)) }))
        {
            Assert.Equal(100, await hub.Find<long>("a").Soon());
            Assert.Equal(1, await hub.Find<long>("done").Soon());
        }
    }

    [Fact]
    public async Task A_run_without_its_key_waits_for_it_and_others_go_on()
    {
        var storage = new MemoryStorage();
        var gate = new TaskCompletionSource<long>();
        var script = new Script().Await(_ => gate.Task);
        var first = new MemoryRunStore(storage);
        await using (var hub = await Open(first, Ring(("k1", 1))))
            await Signals.Until(() => hub.StartAsync(script.Call(), "closed").Result.Status.WaitsFor is not null);
        await first.DisposeAsync();

        gate.SetResult(3);
        foreach (var ring in new[] { null, Ring(("k2", 2)), Ring(("k1", 9)) })
        {
            var store = new MemoryRunStore(storage);
            await using (var hub = await Open(store, ring))
            {
                var error = await Assert.ThrowsAsync<EncryptionKeyException>(() => hub.Find<long>("closed").Soon());
                Assert.Equal(("k1", "closed"), (error.KeyId, error.Run));
                Assert.Equal(RunActivity.Blocked, hub.Find("closed").Status.Activity);
                Assert.Equal(1, await (await hub.StartAsync(new Script().Do(x => x + 1).Call(), $"other {ring}")).Soon());
            }

            await store.DisposeAsync();
        }

        await using var last = new MemoryRunStore(storage);
        await using var again = await Open(last, Ring(("k1", 1)));
        Assert.Equal(3, await again.Find<long>("closed").Soon());
    }

    [Fact]
    public async Task A_secret_needs_a_key()
    {
        await using var store = new MemoryRunStore();
        await using (var open = await Open(store, null))
        {
            var error = await Assert.ThrowsAsync<SecretWithoutKeyException>(() => open.StartAsync(new FragmentCall<long>(new PayFrame { Card = "4711" }), "paying"));
            Assert.Equal("Test.Pay(string).card", error.Member);
            Assert.Contains("HubOptions.Keys", error.Advice, StringComparison.Ordinal);
            await Assert.ThrowsAsync<RunNotFoundException>(() => open.FindAsync("paying"));
        }

        await using var hub = await Open(store, Ring(("k1", 1)));
        Assert.Equal(4, await (await hub.StartAsync(new FragmentCall<long>(new PayFrame { Card = "4711" }), "paying")).Soon());
    }

    /// <summary>Its bytes would be pieces of checkpoints, in the clear.</summary>
    [Fact]
    public async Task No_dictionary_is_trained_of_what_is_encrypted()
    {
        await using var store = new MemoryRunStore();
        foreach (var encrypted in new[] { true, false })
        {
            var trainer = new Compression.Dictionaries(new StoreSymbols(store, encrypted)).TrainerOf(1);
            for (var i = 0; i < 300; i++)
                trainer.Offer(Encoding.UTF8.GetBytes($"a checkpoint with the number {i}, which is like the others"));
            Assert.Equal(encrypted || !Compression.Zstd.IsAvailable, ReferenceEquals(trainer.Training, Task.CompletedTask));
            await trainer.Training;
        }
    }

    [Fact]
    public void A_secret_member_of_a_type_is_found_in_its_layout()
    {
        Assert.Equal("Shop.Order.Card", Secrets.In("Shop.Order{Id:int;Card:!string;Name:string}", "Shop.Order"));
        Assert.Equal("Shop.Card.Number", Secrets.In("Shop.Card{struct Number:!string}", "Shop.Card"));
        Assert.Equal("Shop.Gold.Number", Secrets.In("Shop.Gold{Shop.Card.Number:!string}", "Shop.Gold"));
        Assert.Null(Secrets.In("Shop.Order{Id:int}", "Shop.Order"));
    }

    [Fact]
    public void A_secret_of_an_exception_is_left_out()
    {
        var copy = (Refused)Codecs.ExceptionCodec.Decode(Codecs.ExceptionCodec.Encode(new Refused("no") { Card = "4711", Code = 5 }));
        Assert.Equal(("no", null, 5), (copy.Message, copy.Card, copy.Code));
    }

    sealed class Refused(string message) : Exception(message)
    {
        [Secret]
        public string? Card { get; set; }

        public int Code { get; set; }
    }

    sealed class PayFrame : Frame
    {
        static readonly FragmentFunction<long> info = new("Test.Pay(string)", [new("Pay", "p0", "card:!string")], static () => new PayFrame());

        static PayFrame() => FragmentRegistry.Add(info);

        internal string Card = "";

        public override FragmentFunction Function => info;

        public override void Resume(RunContext ctx)
        {
            ctx.Enter();
            ctx.Return((long)Card.Length);
        }

        public override void Write(StateWriter writer) => writer.Put(Card);

        public override void Read(StateReader reader) => Card = reader.Get<string>();
    }
}

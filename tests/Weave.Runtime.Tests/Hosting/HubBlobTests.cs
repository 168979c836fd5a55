using Weave.Inspection;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Sealing.KeyRingTests;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>Runs with a value of 4 MiB: it is in the store once, outside of the checkpoints.</summary>
public class HubBlobTests
{
    static int names;

    static Script Large() => new() { Name = $"large{Interlocked.Increment(ref names)} {new string('n', 4 << 20)}" };

    static async Task<List<StoredItem>> Blobs(IRunStore store)
    {
        var found = new List<StoredItem>();
        await foreach (var item in store.ItemsAsync())
        {
            if (item.Kind == StoredItemKind.Blob && item.Bytes.Length > 1 << 20)
                found.Add(item);
        }

        return found;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_value_is_stored_once_and_outlives_the_process(bool sealing)
    {
        using var folder = new StoreFolder();
        var keys = sealing ? Ring(("k1", 1)) : null;
        var gate = new TaskCompletionSource<long>();
        var script = Large().Checkpoint().Step(x => Task.FromResult(x + 1)).Checkpoint().Await(_ => gate.Task).Checkpoint().Do(x => x + 1);
        var time = new FakeTime();
        await using (var store = await SqliteRunStore.OpenAsync(folder.Store, options: new() { Time = time }))
        {
            await using var hub = await Hub.OpenAsync(store, new HubOptions { Keys = keys });
            var one = await hub.StartAsync(script.Call(1), "one");
            var two = await hub.StartAsync(script.Call(2), "two");
            await Signals.Until(() => one.Status.WaitsFor == "a task of this process" && two.Status.WaitsFor == "a task of this process");

            var blob = Assert.Single(await Blobs(store));
            Assert.Equal(sealing, !System.Text.Encoding.Latin1.GetString(blob.Bytes.Span).Contains("nnnn", StringComparison.Ordinal));
            foreach (var id in new[] { "one", "two" })
                Assert.All((await store.LoadAsync(id)).Checkpoints, static c => Assert.InRange(c.Bytes.Length, 1, 2000));
            var found = await new StoreInspector(store, keys).VerifyAsync();
            Assert.Empty(found.Damages);
            Assert.Equal(0, found.Unopened);
            Assert.NotEmpty((await new StoreInspector(store, keys).OpenAsync("one", "0")).Frames());
        }

        await using var again = await SqliteRunStore.OpenAsync(folder.Store, options: new() { Time = time });
        await using (var hub = await Hub.OpenAsync(again, new HubOptions { Keys = keys }))
        {
            gate.SetResult(9);
            Assert.Equal(10, await hub.Find<long>("one").Soon());
            Assert.Equal(10, await hub.Find<long>("two").Soon());
        }

        Assert.Single(await Blobs(again));
        time.Advance(TimeSpan.FromHours(2));
        await again.PutBlobAsync(new byte[] { 1 });
        Assert.Empty(await Blobs(again));
    }
}

using Weave.Checkpoints;
using Weave.Cluster.Tests.Membership;
using Weave.Cluster.Tests.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Sleeping;

/// <summary>Runs of deep stacks that another hub loads: outer frames sleep until they are needed.</summary>
public class SleepingRunTests
{
    const int Depth = 120;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    static HubOptions Options(string id) => new() { HubId = id, Workers = 2, Compress = false, CheckpointInterval = Timeout.InfiniteTimeSpan };

    /// <summary>A storage with runs that wait at the bottom of their stacks, at no hub.</summary>
    static async Task<MemoryStorage> WaitingAsync(params string[] runs)
    {
        var storage = new MemoryStorage();
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, Options("first"));
        foreach (var run in runs)
        {
            await hub.StartAsync(Sleepers.Fragments.Descend(run, Depth), run);
            await WaitsAsync(hub, run);
            Sleepers.Of(run).Forget();
        }

        return storage;
    }

    static Task WaitsAsync(Hub hub, string run) =>
        MemoryCluster.UntilAsync(async () => (await hub.Find(run).StatusAsync()) is { State: RunState.Waiting, WaitsFor: not null }, $"{run} waits");

    [Fact]
    public async Task A_run_that_waits_is_not_read_before_it_goes_on_and_goes_on_right()
    {
        var storage = await WaitingAsync("waits");
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, Options("second"));
        await WaitsAsync(hub, "waits");
        Assert.Equal(0, Sleepers.Of("waits").Hashed);

        await hub.RaiseAsync("waits", "go", 7L);

        Assert.Equal(Sleepers.Plainly(Depth, 7), await hub.Find<long>("waits").Result.WaitAsync(patience));
        Assert.InRange(Sleepers.Of("waits").Hashed, Depth, int.MaxValue);
    }

    [Fact]
    public async Task It_is_given_back_and_loaded_again_and_again()
    {
        var storage = await WaitingAsync("again");
        for (var i = 0; i < 3; i++)
        {
            await using var store = new MemoryRunStore(storage);
            await using var hub = await Hub.OpenAsync(store, Options($"again{i}"));
            await WaitsAsync(hub, "again");
        }

        Assert.Equal(0, Sleepers.Of("again").Hashed);
        await using var last = new MemoryRunStore(storage);
        await using var end = await Hub.OpenAsync(last, Options("last") with { CheckpointInterval = TimeSpan.FromMilliseconds(1) });
        await end.RaiseAsync("again", "go", 9L);
        Assert.Equal(Sleepers.Plainly(Depth, 9), await end.Find<long>("again").Result.WaitAsync(patience));
    }

    [Fact]
    public async Task An_exception_unwinds_through_frames_that_slept()
    {
        // It is thrown in the innermost frame that catches it, and in one far out, each time by what its callee gives.
        var storage = await WaitingAsync("throws");
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, Options("second"));
        await hub.RaiseAsync("throws", "go", 0L);

        var result = await hub.Find<long>("throws").Result.WaitAsync(patience);

        Assert.Equal(["thrown at 0"], Sleepers.Of("throws").Caught);
        Assert.True(result > Depth);
    }

    [Fact]
    public async Task A_cancellation_reaches_a_frame_that_slept()
    {
        var storage = await WaitingAsync("cancels");
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, Options("second"));
        await WaitsAsync(hub, "cancels");
        await hub.Find("cancels").CancelAsync();

        Assert.True(await hub.Find<long>("cancels").Result.WaitAsync(patience) > Depth);
        Assert.Equal(["cancelled"], Sleepers.Of("cancels").Caught);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_with_sleepers_moves_as_a_whole_or_its_inner_frames_alone(bool inner)
    {
        var name = $"moves-{inner}";
        var tale = Sleepers.Of(name);
        (tale.Computes, tale.Result) = (true, 11);
        await using var town = await Town.OpenAsync(1);
        var run = await town.StartAsync(Sleepers.Fragments.Descend(name, Depth), name);
        await MemoryCluster.UntilAsync(() => Task.FromResult(tale.Passes > 1000), "it computes");
        await town[0].Hub.DisposeAsync();
        tale.Forget();
        await town.AddAsync("h1");
        await town.AddAsync("h2");
        await MemoryCluster.UntilAsync(async () => (await town.RecordAsync(name)).Owner is "h1" or "h2", "another hub has it");
        var (from, to) = (await town.RecordAsync(name)).Owner == "h1" ? (town[1], "h2") : (town[2], "h1");
        var passes = tale.Passes;
        await MemoryCluster.UntilAsync(() => Task.FromResult(tale.Passes > passes + 1000), "it computes there");
        Assert.Equal(0, tale.Hashed);

        if (inner)
            Assert.True((await from.Mover.MoveInnerAsync(name, to)) is { IsMoved: true, Inner: not null });
        else
            Assert.True((await from.Mover.MoveAsync(name, to)).IsMoved);

        passes = tale.Passes;
        await MemoryCluster.UntilAsync(() => Task.FromResult(tale.Passes > passes + 1000), "it computes where it was moved to");
        tale.Enough = true;
        Assert.Equal(Sleepers.Plainly(Depth, 11), await town[2].Hub.Find<long>(name).Result.WaitAsync(patience));
    }

    [Fact]
    public async Task Bytes_of_a_sleeping_frame_that_are_corrupt_set_the_run_aside_when_it_is_needed_and_no_other()
    {
        var storage = await WaitingAsync("forged", "sound");
        await using (var forging = new MemoryRunStore(storage))
            Assert.Equal(1, await forging.RewriteAsync(static item => item.Run == "forged" ? Forged(item.Bytes.ToArray(), "depth 50 keeps"u8) : null));
        await using var store = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(store, Options("second"));
        await WaitsAsync(hub, "forged");
        var before = (await store.LoadAsync("forged")).Checkpoints;

        await hub.RaiseAsync("forged", "go", 7L);
        await hub.RaiseAsync("sound", "go", 7L);

        var aside = await Assert.ThrowsAsync<RunQuarantinedException>(() => hub.Find<long>("forged").Result.WaitAsync(patience));
        Assert.IsType<CorruptStateException>(aside.InnerException);
        Assert.Equal(Sleepers.Plainly(Depth, 7), await hub.Find<long>("sound").Result.WaitAsync(patience));
        Assert.Equal(RunState.Quarantined, (await store.FindAsync("forged"))!.State);
        Assert.Empty(Sleepers.Of("forged").Caught);
        Assert.Equal(before[0].Bytes.ToArray(), (await store.LoadAsync("forged")).Checkpoints[0].Bytes.ToArray());
        Assert.Contains((await store.LoadAsync("forged")).Inbox, static message => message.Kind == MessageKind.Event);
    }

    /// <summary>A text becomes a row of nothings, as long as it was: they are walked over like it, and are no text.</summary>
    static byte[]? Forged(byte[] bytes, ReadOnlySpan<byte> inText)
    {
        var at = bytes.AsSpan().IndexOf(inText);
        if (at < 0)
            return null;
        at -= "what the frame at ".Length;
        bytes.AsSpan(at - 2, bytes[at - 1] + 2).Fill(0xC0);
        Crc32C.Seal(bytes);
        return bytes;
    }
}

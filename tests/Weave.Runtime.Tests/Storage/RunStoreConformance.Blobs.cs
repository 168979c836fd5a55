using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <content>Blobs live as long as somebody names them, and the time it takes to name them.</content>
public abstract partial class RunStoreConformance
{
    static readonly TimeSpan Long = TimeSpan.FromHours(2);

    public static TheoryData<string> Drops => ["full checkpoint", "ended strand", "closed run", "other module", "closed pinned run"];

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task A_blob_is_kept_while_it_is_named_and_for_a_while_after(string drop)
    {
        var store = await Open();
        var blob = await store.PutBlobAsync(Bytes("large"));
        var other = await store.PutBlobAsync(Bytes("other"));
        var run = Run("a");
        run = drop is "other module" or "closed pinned run" ? run with { Module = blob } : run with { Checkpoint = run.Checkpoint with { Blobs = [blob, blob] } };
        await store.CreateAsync(run);
        await store.CreateAsync(Run("b") with { Module = other });
        var claim = (await store.ClaimAsync("a", "hub", TimeSpan.FromDays(1)))!;

        await Passes(store, Long);
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Delta(1, 0, "delta")], State = RunState.Waiting });
        Assert.NotNull(await store.GetBlobAsync(blob));

        await store.CommitAsync(drop switch
        {
            "full checkpoint" => new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(2, "full")] },
            "ended strand" => new() { Run = "a", Epoch = claim.Epoch, EndedStrands = ["0"] },
            "closed run" or "closed pinned run" => new() { Run = "a", Epoch = claim.Epoch, State = RunState.Cancelled },
            _ => new() { Run = "a", Epoch = claim.Epoch, Module = other },
        });
        await Passes(store, TimeSpan.FromMinutes(59));
        Assert.NotNull(await store.GetBlobAsync(blob));
        await Passes(store, TimeSpan.FromMinutes(2));
        Assert.Null(await store.GetBlobAsync(blob));
        Assert.NotNull(await store.GetBlobAsync(other));
    }

    [Fact]
    public async Task A_run_remembers_the_module_that_started_it()
    {
        var store = await Open();
        var (first, next) = (await store.PutBlobAsync(new byte[] { 1 }), await store.PutBlobAsync(new byte[] { 2 }));
        await store.CreateAsync(Run("a") with { Module = first });
        var claim = (await store.ClaimAsync("a", "hub", Timeout.InfiniteTimeSpan))!;
        await store.CommitAsync(new CommitBatch { Run = "a", Epoch = claim.Epoch, Module = next });
        var record = (await store.FindAsync("a"))!;
        Assert.Equal((next, first), (record.Module, record.StartedBy));
    }

    [Fact]
    public async Task A_run_remembers_the_span_that_started_it()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var store = await Open();
        await store.CreateAsync(Run("a") with { Trace = Trace });
        await store.DisposeAsync();
        store = await Open();
        Assert.Equal(Trace, (await store.FindAsync("a"))!.Trace);
    }

    [Fact]
    public async Task A_run_that_can_be_resumed_keeps_its_blobs_and_its_module()
    {
        var store = await Open();
        var (module, value) = (await store.PutBlobAsync(Bytes("module")), await store.PutBlobAsync(Bytes("value")));
        await store.CreateAsync(Run("a") with { Module = module, Upgrade = UpgradePolicy.WhenMapped, Checkpoint = Full(0, "entry") with { Blobs = [value] } });
        var claim = (await store.ClaimAsync("a", "hub", Lease))!;
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, State = RunState.Failed });
        await Passes(store, Long);
        Assert.NotNull(await store.GetBlobAsync(module));
        Assert.NotNull(await store.GetBlobAsync(value));
        await store.DisposeAsync();

        store = await Open();
        var loaded = await store.LoadAsync("a");
        Assert.Equal((module, UpgradePolicy.WhenMapped), (loaded.Record.Module, loaded.Record.Upgrade));
        Assert.Equal([value], loaded.Checkpoints[0].Blobs);
        Assert.NotNull(await store.GetBlobAsync(module));
    }

    [Fact]
    public async Task A_blob_that_two_runs_share_goes_with_the_last()
    {
        var store = await Open();
        var blob = await store.PutBlobAsync(Bytes("shared"));
        foreach (var id in new[] { "a", "b" })
        {
            await store.CreateAsync(Run(id) with { Checkpoint = Full(0, "entry") with { Blobs = [blob] } });
            Assert.Equal(blob, await store.PutBlobAsync(Bytes("shared")));
        }

        foreach (var id in new[] { "a", "b" })
        {
            await Passes(store, Long);
            Assert.NotNull(await store.GetBlobAsync(blob));
            var claim = (await store.ClaimAsync(id, "hub", Lease))!;
            await store.CommitAsync(new() { Run = id, Epoch = claim.Epoch, State = RunState.Completed });
        }

        await Passes(store, Long);
        Assert.Null(await store.GetBlobAsync(blob));
    }

    [Fact]
    public async Task What_names_a_blob_that_is_gone_is_refused()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        var blob = await store.PutBlobAsync(Bytes("late"));
        await Passes(store, TimeSpan.FromMinutes(40));
        Assert.Equal(blob, await store.PutBlobAsync(Bytes("late")));
        await Passes(store, TimeSpan.FromMinutes(40));
        Assert.NotNull(await store.GetBlobAsync(blob));
        await Passes(store, Long);

        await Assert.ThrowsAsync<BlobMissingException>(async () => await store.CreateAsync(Run("b") with { Module = blob }));
        Assert.Null(await store.FindAsync("b"));
        await Assert.ThrowsAsync<BlobMissingException>(async () =>
            await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "x") with { Blobs = [blob] }] }));
        Assert.Equal(["0:0:-1:entry of a"], await store.Contents("a"));
    }

    [Fact]
    public async Task Blobs_that_a_crash_orphaned_go_when_the_owner_opens()
    {
        var store = await Open();
        var blob = await store.PutBlobAsync(Bytes("orphan"));
        await store.DisposeAsync();
        store = await Open();
        Assert.NotNull(await store.GetBlobAsync(blob));
        await store.DisposeAsync();
        Time.Advance(Long);
        await using (var client = await OpenAsync(StoreAccess.Client, null))
            Assert.NotNull(await client.GetBlobAsync(blob));
        Assert.Null(await (await Open()).GetBlobAsync(blob));
    }

    [Fact]
    public async Task A_rewrite_replaces_bytes_and_leaves_names()
    {
        var store = await Open();
        var blob = await store.PutBlobAsync(Bytes("value"));
        await store.CreateAsync(Run("a") with { Checkpoint = Full(0, "entry") with { Blobs = [blob] } });
        var claim = (await store.ClaimAsync("a", "hub", Lease))!;
        await store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Delta(1, 0, "delta")], State = RunState.Failed, Outcome = Bytes("why") });
        await store.AppendAsync(Event("a", "e", "payload"));
        var sealedBlob = await store.PutBlobAsync(Bytes("sealed"), BlobHash.Of(Bytes("open")));

        Assert.Equal(["Checkpoint 0 entry", "Checkpoint 0 delta", "Outcome  why", "Message e payload", $"Blob {blob} value", $"Blob {sealedBlob} sealed"], await Items(store), SameInAnyOrder);
        var client = await Open(StoreAccess.Client);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.RewriteAsync(_ => null));
        Assert.Equal(0, await store.RewriteAsync(_ => null));
        Assert.Equal(5, await store.RewriteAsync(item => Text(item.Bytes) == "delta" ? null : Bytes(Text(item.Bytes).ToUpperInvariant())));
        Assert.Equal(["Checkpoint 0 ENTRY", "Checkpoint 0 delta", "Outcome  WHY", "Message e PAYLOAD", $"Blob {blob} VALUE", $"Blob {sealedBlob} SEALED"], await Items(store), SameInAnyOrder);

        await store.DisposeAsync();
        store = await Open();
        Assert.Equal(["0:0:-1:ENTRY", "0:1:0:delta"], await store.Contents("a"));
        Assert.Equal("VALUE", Text((await store.GetBlobAsync(blob))!.Value));
        Assert.Equal("SEALED", Text((await store.GetBlobAsync(BlobHash.Of(Bytes("open"))))!.Value));
        Assert.Equal("WHY", Text((await store.FindAsync("a"))!.Outcome));
    }

    [Fact]
    public async Task A_rewrite_leaves_alone_what_changed_meanwhile()
    {
        var store = await Open();
        var claim = await store.Claimed("a");
        var replaced = await store.RewriteAsync(item =>
        {
            store.CommitAsync(new() { Run = "a", Epoch = claim.Epoch, Checkpoints = [Full(1, "newer")] }).AsTask().GetAwaiter().GetResult();
            return Bytes("rewritten");
        });
        Assert.Equal(0, replaced);
        Assert.Equal(["0:1:-1:newer"], await store.Contents("a"));
    }

    static bool SameInAnyOrder(IEnumerable<string> expected, IEnumerable<string> found) => expected.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal));

    static async Task<List<string>> Items(IRunStore store)
    {
        var items = new List<string>();
        await foreach (var item in store.ItemsAsync())
            items.Add($"{item.Kind} {item.Name} {Text(item.Bytes)}");
        return items;
    }

    /// <summary>Time goes by, and somebody puts another blob: that is when those that are due go.</summary>
    async Task Passes(IRunStore store, TimeSpan time)
    {
        Time.Advance(time);
        await store.PutBlobAsync(Bytes($"at {Time.GetUtcNow():O}"));
    }
}

using System.Runtime.CompilerServices;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Files that earlier builds have written: <see cref="StoreScript"/>, as it was, on a store of that version.</summary>
public sealed class SqliteOldVersionTests : IDisposable
{
    readonly StoreFolder folder = new();

    static string Golden(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Golden", name);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Its_owner_brings_a_file_of_version_1_up_to_date()
    {
        File.Copy(Golden("store-v1.bin"), folder.Store);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client));
        await using var store = await SqliteRunStore.OpenAsync(folder.Store);
        var expected = await File.ReadAllTextAsync(Golden("store-v1.txt"));
        Assert.Equal(expected.ReplaceLineEndings(), (await StoreScript.DumpAsync(store)).ReplaceLineEndings());
        var record = (await store.FindAsync("a"))!;
        Assert.Equal((UpgradePolicy.WhenIdentical, null), (record.Upgrade, record.Module));

        var blob = await store.PutBlobAsync(Bytes("a large value"));
        var claim = (await store.ClaimAsync("a", "hub", Lease))!;
        Assert.Equal(4, claim.Epoch);
        Assert.Equal(CommitResult.Committed, await store.CommitAsync(
            new() { Run = "a", Epoch = 4, Checkpoints = [Delta(5, 4, "a5") with { Blobs = [blob] }], Module = blob }));
        Assert.Equal(["0:4:-1:a4", "0:5:4:a5"], await store.Contents("a"));
        await using var client = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client);
        Assert.Equal(blob, (await client.FindAsync("a"))!.Module);
    }

    [Fact]
    public async Task Its_owner_brings_a_file_of_version_2_up_to_date()
    {
        File.Copy(Golden("store-v2.bin"), folder.Store);
        await using var store = await SqliteRunStore.OpenAsync(folder.Store);
        var expected = await File.ReadAllTextAsync(Golden("store-v2.txt"));
        Assert.Equal(expected.ReplaceLineEndings(), (await StoreScript.DumpAsync(store)).ReplaceLineEndings());
        Assert.Null((await store.FindAsync("d"))!.Trace);
    }

    [Fact]
    public async Task A_crash_while_it_is_brought_up_to_date_leaves_it_as_it_was_or_as_it_will_be()
    {
        for (var n = 1; ; n++)
        {
            folder.Clear();
            File.Copy(Golden("store-v1.bin"), folder.Store);
            var crash = CrashAt.Throwing(n);
            try
            {
                await using var store = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Owner, new(), crash);
                Assert.True(n > 1);
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or CrashAt.SimulatedCrash)
            {
            }

            await using var again = await SqliteRunStore.OpenAsync(folder.Store);
            Assert.Equal(3, (await again.FindAsync("a"))!.Epoch);
        }
    }
}

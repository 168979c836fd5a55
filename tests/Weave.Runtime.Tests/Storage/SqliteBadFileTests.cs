using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>Files that are no store, no longer one, or not yet one: each is refused by what is wrong with it, and stays byte for byte as it was.</summary>
public sealed class SqliteBadFileTests : IDisposable
{
    readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<int> SizesOfJunk => [1, 100, 600, 4096, 100_000];

    [Theory]
    [MemberData(nameof(SizesOfJunk))]
    public async Task Junk_is_refused(int size)
    {
        var junk = new byte[size];
        new Random(size).NextBytes(junk);
        await File.WriteAllBytesAsync(folder.Store, junk);
        await Refused(size < 512 ? StoreFault.Truncated : StoreFault.Foreign);
    }

    [Fact]
    public async Task An_empty_file_is_refused()
    {
        await File.WriteAllBytesAsync(folder.Store, []);
        await Refused(StoreFault.Truncated);
    }

    [Theory]
    [InlineData("CREATE TABLE theirs(x)")]
    [InlineData("CREATE TABLE theirs(x); PRAGMA application_id = 77; PRAGMA user_version = 1")]
    [InlineData("PRAGMA user_version = 1")]
    public async Task The_SQLite_file_of_another_program_is_refused(string sql)
    {
        Sql(sql);
        await Refused(StoreFault.Foreign);
        Sql("PRAGMA journal_mode = WAL");
        await Refused(StoreFault.Foreign);
    }

    [Fact]
    public async Task A_newer_format_is_refused()
    {
        await NewStore();
        Sql($"PRAGMA user_version = {SqliteSchema.CurrentVersion + 1}");
        var e = await Refused(StoreFault.NewerVersion);
        Assert.Contains($"version {SqliteSchema.CurrentVersion + 1}", e.Message);
    }

    [Fact]
    public async Task A_store_without_a_version_is_refused()
    {
        await NewStore();
        Sql("PRAGMA user_version = 0");
        await Refused(StoreFault.Damaged);
    }

    [Theory]
    [InlineData("DROP TABLE timers")]
    [InlineData("CREATE TABLE more(x)")]
    [InlineData("CREATE TRIGGER evil AFTER INSERT ON runs BEGIN DELETE FROM checkpoints; END")]
    [InlineData("ALTER TABLE runs ADD COLUMN more TEXT")]
    public async Task Tables_that_are_not_ours_are_refused(string sql)
    {
        await NewStore();
        Sql(sql);
        await Refused(StoreFault.Damaged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(1000)]
    [InlineData(4096)]
    [InlineData(10_000)]
    [InlineData(4096 * 10)]
    [InlineData(-4096)]
    [InlineData(-1)]
    public async Task A_truncated_store_is_refused(int length)
    {
        await NewStore();
        using (var file = File.OpenWrite(folder.Store))
            file.SetLength(length < 0 ? file.Length + length : length);
        await Refused(StoreFault.Truncated);
    }

    [Fact]
    public async Task A_truncated_store_is_refused_also_with_a_log_beside_it()
    {
        await NewStore();
        await File.WriteAllBytesAsync(folder.Store + "-wal", new byte[5000]); // holds no valid frame
        using (var file = File.OpenWrite(folder.Store))
            file.SetLength(4096 * 3);
        var before = await File.ReadAllBytesAsync(folder.Store);
        foreach (var access in Enum.GetValues<StoreAccess>())
            await Assert.ThrowsAsync<CorruptStoreException>(async () => await SqliteRunStore.OpenAsync(folder.Store, access));
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.Store));
    }

    [Fact]
    public async Task Damage_anywhere_is_reported_and_never_hangs_or_changes_the_file_at_open()
    {
        await NewStore();
        var good = await File.ReadAllBytesAsync(folder.Store);
        var random = new Random(5);
        for (var round = 0; round < 60; round++)
        {
            var bad = (byte[])good.Clone();
            var page = random.Next(bad.Length / 4096);
            random.NextBytes(bad.AsSpan(page * 4096 + random.Next(3000), 1 + random.Next(1000)));
            folder.Clear();
            await File.WriteAllBytesAsync(folder.Store, bad);
            try
            {
                await using var store = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client);
                await foreach (var record in store.QueryAsync(new()))
                    await store.LoadAsync(record.Run);
            }
            catch (WeaveException e)
            {
                Assert.True(e is CorruptStoreException or RunNotFoundException, e.ToString());
            }

            Assert.Equal(bad, await File.ReadAllBytesAsync(folder.Store));
        }
    }

    [Theory]
    [InlineData("checkpoints")]
    [InlineData("runs")]
    public async Task A_damaged_page_concerns_only_the_runs_on_it(string table)
    {
        // Some eight of these runs share a page.
        await using (var store = await SqliteRunStore.OpenAsync(folder.Store))
        {
            for (var i = 0; i < 40; i++)
            {
                await store.CreateAsync(new($"run {i:00}", "F()", BlobHash.Of([]), Full(0, $"<{i:00}>" + new string('.', 8000))));
                var claim = (await store.ClaimAsync($"run {i:00}", "hub", Lease))!;
                if (table == "runs")
                    await store.CommitAsync(new() { Run = claim.Run, Epoch = claim.Epoch, State = RunState.Failed, Outcome = Bytes($"[{i:00}]" + new string('.', 8000)) });
            }
        }

        DamagePageWith(table == "runs" ? "[07]" : "<07>");
        await using var again = await SqliteRunStore.OpenAsync(folder.Store);
        var broken = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            try
            {
                Assert.Equal(1, (await again.LoadAsync($"run {i:00}")).Record.Epoch);
            }
            catch (CorruptStoreException e)
            {
                Assert.Contains(e.Run!, e.Message);
                broken.Add(e.Run!);
            }
        }

        Assert.Contains("run 07", broken);
        Assert.True(broken.Count <= 10, string.Join(", ", broken));

        var listed = new List<string>();
        var query = Task.Run(async () =>
        {
            await foreach (var record in again.QueryAsync(new()))
                listed.Add(record.Run);
        });
        if (table == "runs")
        {
            Assert.Equal(broken[0], (await Assert.ThrowsAsync<CorruptStoreException>(() => query)).Run);
            Assert.Equal(40 - broken.Count, listed.Count);
            await Assert.ThrowsAsync<CorruptStoreException>(async () => await again.AppendAsync(Event("run 07", "e")));
        }
        else
        {
            await query;
            Assert.Equal(40, listed.Count);
        }

        // Writes of one group: the damaged run's fails, the others' do not.
        var writes = Enumerable.Range(0, 40).Select(i => (Run: $"run {i:00}", Task: again.AppendAsync(Event($"run {i:00}", "e")).AsTask())).ToList();
        foreach (var (run, task) in writes.Where(w => table != "runs" || !broken.Contains(w.Run)))
            await task;
    }

    [Fact]
    public async Task A_damaged_blob_is_refused()
    {
        BlobHash hash;
        await using (var store = await SqliteRunStore.OpenAsync(folder.Store))
            hash = await store.PutBlobAsync(Bytes("content"));
        Sql("UPDATE blobs SET content = x'00'");
        await using var again = await SqliteRunStore.OpenAsync(folder.Store);
        await Assert.ThrowsAsync<CorruptStoreException>(async () => await again.GetBlobAsync(hash));
    }

    [Theory]
    [InlineData("UPDATE runs SET state = 99")]
    [InlineData("UPDATE runs SET attempts = -1")]
    [InlineData("UPDATE runs SET created = -1")]
    [InlineData("UPDATE runs SET function = CAST(x'ff00' AS TEXT)")]
    public async Task A_row_that_makes_no_sense_is_refused(string sql)
    {
        await NewStore();
        Sql(sql);
        await using var again = await SqliteRunStore.OpenAsync(folder.Store);
        Assert.Equal("run 000", (await Assert.ThrowsAsync<CorruptStoreException>(async () => await again.FindAsync("run 000"))).Run);
    }

    [Fact]
    public async Task Paths_that_cannot_be_a_store_say_what_to_do()
    {
        var missing = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await SqliteRunStore.OpenAsync(folder["no/such/runs.db"]));
        Assert.Contains("does not exist", missing.Message);
        Assert.Contains("Create the directory", missing.Advice);
        Directory.CreateDirectory(folder["folder"]);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await SqliteRunStore.OpenAsync(folder["folder"]));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client, new() { MustExist = true }));
        Assert.Equal(["folder"], folder.Files);
    }

    [Theory]
    [InlineData("a b?c#d%20.db")]
    [InlineData("ünï;Mode=Memory.db")]
    public async Task Any_file_name_will_do(string name)
    {
        await using (var store = await SqliteRunStore.OpenAsync(folder[name]))
            await store.CreateAsync(Run("a"));
        Assert.Equal([name, name + "-lock"], folder.Files);
        await using var again = await SqliteRunStore.OpenAsync(folder[name]);
        Assert.Equal(["a"], await again.Ids());
    }

    [Fact]
    public async Task Two_names_of_one_file_have_one_owner()
    {
        await NewStore();
        File.CreateSymbolicLink(folder["link.db"], folder.Store);
        await using var owner = await SqliteRunStore.OpenAsync(folder["link.db"]);
        await Assert.ThrowsAsync<StoreInUseException>(async () => await SqliteRunStore.OpenAsync(folder.Store));
    }

    [Fact]
    public async Task Drafts_of_a_crash_while_creating_are_removed_and_nothing_else()
    {
        await NewStore();
        string[] others = ["runs.db-new-", "runs.db-new-2024", "runs.db-new-00112233445566778899aabbccddeeff.bak"];
        foreach (var name in (string[])[.. others, "runs.db-new-00112233445566778899aabbccddeeff", "runs.db-new-00112233445566778899aabbccddeeff-wal"])
            await File.WriteAllTextAsync(folder[name], "x");
        await using var store = await SqliteRunStore.OpenAsync(folder.Store);
        Assert.Equal(others.Order(StringComparer.Ordinal), folder.Files.Where(f => f.Contains("-new-", StringComparison.Ordinal)));
    }

    async Task NewStore()
    {
        await using var store = await SqliteRunStore.OpenAsync(folder.Store);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => store.CreateAsync(new($"run {i:000}", "F()", BlobHash.Of([]), Full(0, new string('x', 3000)))).AsTask()));
        await store.PutBlobAsync(new byte[10_000]);
        store.Intern("schema");
    }

    /// <summary>Both kinds of opening refuse it, and leave neither a change nor a file.</summary>
    async Task<CorruptStoreException> Refused(StoreFault fault)
    {
        File.Delete(folder.Store + "-lock"); // of the store it was before
        var before = (folder.Files, SHA256.HashData(await File.ReadAllBytesAsync(folder.Store)), File.GetLastWriteTimeUtc(folder.Store));
        CorruptStoreException? refusal = null;
        foreach (var access in Enum.GetValues<StoreAccess>())
        {
            refusal = await Assert.ThrowsAsync<CorruptStoreException>(async () => await SqliteRunStore.OpenAsync(folder.Store, access));
            Assert.Equal((fault, folder.Store), (refusal.Fault, refusal.Path));
            Assert.Equal(before.Files, folder.Files.Where(f => fault != StoreFault.Damaged || !f.EndsWith("-lock", StringComparison.Ordinal)));
            Assert.Equal(before.Item2, SHA256.HashData(await File.ReadAllBytesAsync(folder.Store)));
            Assert.Equal(before.Item3, File.GetLastWriteTimeUtc(folder.Store));
        }

        return refusal!;
    }

    void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Store};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Overwrites the page whose cell begins the content with this mark.</summary>
    void DamagePageWith(string mark)
    {
        var bytes = File.ReadAllBytes(folder.Store);
        var at = -1;
        for (var from = 0; (from = bytes.AsSpan(from).IndexOf(Bytes(mark)) is var i && i >= 0 ? from + i : -1) >= 0; from++)
            at = from; // the last one is the one in use
        Assert.True(at > 0);
        bytes.AsSpan(at / 4096 * 4096, 4096).Fill(0xee);
        File.WriteAllBytes(folder.Store, bytes);
    }
}

using Microsoft.Data.Sqlite;
using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd.Tests;

/// <summary>Store files that a process finds in another state than the last one left them in.</summary>
public class BadStoreTests
{
    [Theory]
    [InlineData("foreign")]
    [InlineData("truncated")]
    [InlineData("damaged")]
    public async Task A_file_that_is_no_sound_store_is_refused_and_left_as_it_was(string how)
    {
        using var world = new World();
        await world.GoOnAsync("start=share=s");
        var bytes = how == "foreign" ? "This is no store but a text, and it is not to be lost."u8.ToArray() : await File.ReadAllBytesAsync(world.Store);
        if (how == "truncated")
            bytes = bytes[..(bytes.Length / 2)];
        else if (how == "damaged")
            bytes.AsSpan(0, 100).Fill(0xA5);
        await File.WriteAllBytesAsync(world.Store, bytes);

        using var worker = world.Worker("start=share=s");

        Assert.Equal(3, await worker.EndedAsync());
        var line = Assert.Single(worker.Lines);
        Assert.Contains($"CorruptStoreException: The store '{world.Store}' cannot be used: ", line);
        Assert.Contains("The file was not changed.", line);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(world.Store));
    }

    [Fact]
    public async Task A_damaged_checkpoint_quarantines_its_run_and_no_other()
    {
        using var world = new World();
        await StopInTheMiddleAsync(world);
        await ChangeCheckpointsAsync(world, "bad", static bytes => bytes[^1] ^= 4);
        var changed = await CheckpointsAsync(world, "bad");

        var lines = await world.GoOnAsync();

        Assert.Contains("ended bad Quarantined", lines);
        var thrown = await Assert.ThrowsAsync<RunQuarantinedException>(() => world.ResultAsync<string>("bad"));
        Assert.Equal("bad", thrown.Run);
        Assert.Contains("restore the store from a backup", Assert.IsType<CorruptStateException>(thrown.InnerException).Advice);
        await AssertOnlyBadIsSetAsideAsync(world, lines, changed);
    }

    /// <summary>It is left for the version that can read it, so that this one need not be told when that has happened.</summary>
    [Fact]
    public async Task A_checkpoint_of_an_unknown_version_blocks_its_run_and_no_other()
    {
        using var world = new World();
        await StopInTheMiddleAsync(world);
        await ChangeCheckpointsAsync(world, "bad", static bytes => bytes[4] += 76); // after the magic
        var changed = await CheckpointsAsync(world, "bad");

        var lines = await world.GoOnAsync();

        Assert.Contains(
            "error bad UnknownCheckpointVersionException: Run 'bad': The checkpoint has format version 77; this build reads version 1."
            + " Open the store with the version of Weave that wrote it, or a newer one.",
            lines);
        await AssertOnlyBadIsSetAsideAsync(world, lines, changed);

        await ChangeCheckpointsAsync(world, "bad", static bytes => bytes[4] -= 76);
        Assert.Contains("ended bad Completed", await world.GoOnAsync());
        Assert.Equal(await Surveying.Survey(Surveying.Rounds), await world.ResultAsync<string>("bad"));
    }

    static Task StopInTheMiddleAsync(World world) => world.DieAsync("start=survey=bad", "start=share=good", $"beat={Surveying.BeatsPerRound * 2}");

    static async Task AssertOnlyBadIsSetAsideAsync(World world, IReadOnlyList<string> lines, List<string> checkpoints)
    {
        Assert.Equal(checkpoints, await CheckpointsAsync(world, "bad"));
        Assert.Contains("ended good Completed", lines);
        Assert.Equal(await Sharing.Outer(Sharing.Items), await world.ResultAsync<string>("good"));
    }

    static async Task<List<string>> CheckpointsAsync(World world, string run) =>
        [.. (await world.StoredAsync(run)).Checkpoints.Select(static c => Convert.ToHexString(c.Bytes.Span))];

    /// <summary>Changes what is stored, behind the store's back.</summary>
    static async Task ChangeCheckpointsAsync(World world, string run, Action<byte[]> change)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = world.Store, Pooling = false }.ToString());
        await connection.OpenAsync();
        foreach (var checkpoint in (await world.StoredAsync(run)).Checkpoints)
        {
            var bytes = checkpoint.Bytes.ToArray();
            change(bytes);
            await using var update = connection.CreateCommand();
            update.CommandText = "UPDATE checkpoints SET bytes = $bytes WHERE sequence = $sequence AND run_key = (SELECT run_key FROM runs WHERE run = $run)";
            update.Parameters.AddWithValue("$bytes", bytes);
            update.Parameters.AddWithValue("$sequence", checkpoint.Sequence);
            update.Parameters.AddWithValue("$run", run);
            Assert.Equal(1, await update.ExecuteNonQueryAsync());
        }
    }
}

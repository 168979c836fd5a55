using System.Text.Json;
using Weave.Codecs;
using Weave.Storage;

namespace Weave.Tool.Tests;

/// <summary><c>weavec runs</c> on a store that a hub owns.</summary>
public sealed class RunsTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("weavec-runs-").FullName;
    SqliteRunStore store = null!;

    string File => Path.Combine(folder, "runs.db");

    public async Task InitializeAsync()
    {
        store = await SqliteRunStore.OpenAsync(File);
        await CreateAsync("waiting", RunState.Waiting, default);
        await CreateAsync("failed", RunState.Failed, ExceptionCodec.Encode(new InvalidOperationException("no stock")));
        await CreateAsync("done", RunState.Completed, default);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Lists_runs_and_filters_them()
    {
        var (code, output, errors) = await Cli.RunAsync("runs", "list", "--store", File);
        Assert.True(code == 0, errors);
        Assert.All(["waiting", "failed", "done", "Shop.Orders.Fulfil(int)"], text => Assert.Contains(text, output, StringComparison.Ordinal));
        (_, output, _) = await Cli.RunAsync("runs", "list", "--store", File, "--state", "Failed", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        var run = Assert.Single(json.RootElement.GetProperty("runs").EnumerateArray());
        Assert.Equal(("failed", "failed"), (run.GetProperty("run").GetString(), run.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Shows_why_a_run_failed_and_what_is_stored_of_it()
    {
        var (code, output, errors) = await Cli.RunAsync("runs", "show", "failed", "--store", File);
        Assert.True(code == 0, errors);
        Assert.Contains("System.InvalidOperationException: no stock", output, StringComparison.Ordinal);
        Assert.Contains("checkpoint 0 0, 7 bytes", output, StringComparison.Ordinal);
        (_, output, _) = await Cli.RunAsync("runs", "show", "waiting", "--store", File, "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal("waiting", json.RootElement.GetProperty("run").GetProperty("run").GetString());
        Assert.Equal(7, json.RootElement.GetProperty("checkpoints")[0].GetProperty("bytes").GetInt32());
    }

    [Fact]
    public async Task Keys_open_why_a_run_failed()
    {
        var text = "one " + Convert.ToBase64String(new byte[32]);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "keys"), text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(Path.Combine(folder, "keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var ring = KeyRing.Parse(text);
        await using (var hub = await Hub.OpenAsync(store, new HubOptions { Keys = ring, ReencryptInBackground = false }))
            Assert.True((await hub.ReencryptAsync()).Replaced > 0);
        var (code, output, errors) = await Cli.RunAsync("runs", "show", "failed", "--store", File);
        Assert.True(code == 0, errors);
        Assert.Contains("key 'one'", output, StringComparison.Ordinal);
        (_, output, _) = await Cli.RunAsync("runs", "show", "failed", "--store", File, "--keys", Path.Combine(folder, "keys"));
        Assert.Contains("System.InvalidOperationException: no stock", output, StringComparison.Ordinal);
        (code, _, errors) = await Cli.RunAsync("runs", "show", "failed", "--store", File, "--keys", Path.Combine(folder, "no-keys"));
        Assert.True(code == 3, errors);
    }

    [Theory]
    [InlineData("waiting", MessageKind.Cancel, "", "cancel")]
    [InlineData("waiting", MessageKind.Terminate, "", "terminate")]
    [InlineData("failed", MessageKind.Resume, "", "resume")]
    [InlineData("failed", MessageKind.Resume, "module new", "resume", "--module", "new")]
    [InlineData("waiting", MessageKind.Resume, "module new", "resume", "--module", "new")]
    public async Task Tells_a_run_what_to_do(string run, MessageKind kind, string subject, string command, params string[] options)
    {
        var (code, _, errors) = await Cli.RunAsync(["runs", command, run, "--store", File, .. options]);
        Assert.True(code == 0, errors);
        var message = Assert.Single(await store.InboxAsync(run));
        Assert.Equal((kind, subject), (message.Kind, message.Subject));
        if (run == "failed")
            Assert.Equal(RunState.Ready, (await store.FindAsync(run))!.State);
    }

    [Theory]
    [InlineData(1, "cancel", "done")]
    [InlineData(1, "terminate", "failed")]
    [InlineData(1, "resume", "done")]
    [InlineData(4, "show", "nobody")]
    [InlineData(4, "cancel", "nobody")]
    public async Task What_cannot_be_done_is_said(int expected, string command, string run)
    {
        var (code, _, errors) = await Cli.RunAsync("runs", command, run, "--store", File);
        Assert.Equal(expected, code);
        Assert.Contains($"'{run}'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_none_is_exit_code_3()
    {
        var missing = Path.Combine(folder, "missing.db");
        Assert.Equal(3, (await Cli.RunAsync("runs", "list", "--store", missing)).Code);
        Assert.False(System.IO.File.Exists(missing));
        await System.IO.File.WriteAllTextAsync(missing, "no store");
        Assert.Equal(3, (await Cli.RunAsync("runs", "list", "--store", missing)).Code);
        Assert.Equal(2, (await Cli.RunAsync("runs", "list")).Code);
        Assert.Equal(2, (await Cli.RunAsync("runs", "list", "--store", File, "--state", "Sleeping")).Code);
    }

    async Task CreateAsync(string run, RunState state, ReadOnlyMemory<byte> outcome)
    {
        await store.CreateAsync(new NewRun(run, "Shop.Orders.Fulfil(int)", BlobHash.Of([]), new StoredCheckpoint("0", 0, -1, new byte[7])));
        var claim = (await store.ClaimAsync(run, "hub", Timeout.InfiniteTimeSpan))!;
        await store.CommitAsync(new CommitBatch { Run = run, Epoch = claim.Epoch, State = state, Outcome = outcome });
    }
}

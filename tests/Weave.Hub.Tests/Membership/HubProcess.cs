using System.Diagnostics;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Membership;

/// <summary>A hub in a process of its own, on a schema of the test server.</summary>
sealed class HubProcess : IDisposable
{
    readonly Process process;
    readonly List<string> lines = [];

    HubProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            lock (lines)
                lines.Add(line.Data ?? "");
        };
        process.BeginOutputReadLine();
    }

    public static HubProcess Start(string database, string schema, string id) => Start(typeof(Program).Assembly.Location, ["hub", database, schema, id]);

    public static HubProcess Start(string assembly, IEnumerable<string> arguments) =>
        new(Process.Start(new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true })!);

    /// <summary>The mode of the program: a hub until its input ends.</summary>
    public static async Task<int> RunAsync(string database, string schema, string id)
    {
        await using var store = await PostgresStore.OpenAsync(database, new PostgresStoreOptions { Schema = schema, RetryFor = TimeSpan.FromSeconds(5) });
        await using var hub = await Hub.OpenAsync(store, new HubOptions
        {
            HubId = id,
            Workers = 2,
            Lease = TimeSpan.FromSeconds(1),
            CheckpointInterval = TimeSpan.FromMilliseconds(100),
            OnHubEvent = e => Console.WriteLine($"{e.Kind} {e.Hub}"),
        });
        Console.WriteLine("open");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Until its parent is gone.
        }

        return 0;
    }

    /// <summary>Whether it has printed a line with this in it, so often.</summary>
    public bool Said(string what, int times = 1)
    {
        lock (lines)
            return lines.Count(l => l.Contains(what, StringComparison.Ordinal)) >= times;
    }

    public Task UntilSaidAsync(string what, int times = 1) => MemoryCluster.UntilAsync(() => Task.FromResult(Said(what, times)), $"it says '{what}'");

    public Task<string> ErrorsAsync() => process.StandardError.ReadToEndAsync();

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode;
    }

    public void Kill() => process.Kill();

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}

using System.Diagnostics;
using Npgsql;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A server and one that follows it, as they are run for high availability: what the first acknowledges the second has on its disk.</summary>
sealed class Standby : IAsyncDisposable
{
    static readonly string[] settings = ["wal_level=replica", "max_wal_senders=8", "hot_standby=on", "full_page_writes=off"];

    readonly string[] folders = [Directory.CreateTempSubdirectory("weave-pg-").FullName, Directory.CreateTempSubdirectory("weave-pg-").FullName];
    PostgresServer? first;
    PostgresServer? second;

    /// <summary>Names both, in the order of their birth.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<Standby> StartAsync()
    {
        var pair = new Standby();
        try
        {
            await pair.OpenAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    async Task OpenAsync()
    {
        var (one, two) = (Chaos.Proxies.FreePort(), Chaos.Proxies.FreePort());
        ConnectionString = $"Host=127.0.0.1:{one},127.0.0.1:{two};Username=postgres;Database=postgres";
        first = await PostgresServer.StartAsync(folders[0], new() { Port = one, Settings = settings });
        await first.StopAsync();
        await CopyAsync();
        await first.StartAsync();
        second = await PostgresServer.StartAsync(folders[1], new() { Port = two, Settings = [.. settings, $"primary_conninfo=host=127.0.0.1 port={one} user=postgres"] });
        await AskAsync(first, "ALTER SYSTEM SET synchronous_standby_names = '*'");
        await AskAsync(first, "SELECT pg_reload_conf()");
        for (var i = 0; await AskAsync(first, "SELECT sync_state FROM pg_stat_replication") is not "sync"; i++)
        {
            Assert.True(i < 1000, "it does not follow");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>The first dies, and the second takes its place.</summary>
    public async Task FailOverAsync()
    {
        await first!.StopAsync(immediate: true);
        Assert.Equal(true, await AskAsync(second!, "SELECT pg_promote()"));
    }

    public async ValueTask DisposeAsync()
    {
        if (first is not null)
            await first.DisposeAsync();
        if (second is not null)
            await second.DisposeAsync();
        foreach (var folder in folders)
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Makes the second's data of the first's, which is at rest.</summary>
    async Task CopyAsync()
    {
        using var copy = Process.Start("cp", ["--archive", "--no-target-directory", folders[0], folders[1]]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
        await File.WriteAllTextAsync(Path.Combine(folders[1], "data", "standby.signal"), "");
    }

    static async Task<object?> AskAsync(PostgresServer server, string question)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync();
    }
}

using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>The one PostgreSQL server of this test assembly, started when the first test asks for it.</summary>
static class TestServer
{
    static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    public static Task<PostgresServer> GetAsync() => Server.Value;

    static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weave-pg-").FullName;
        var server = await PostgresServer.StartAsync(folder, new() { Settings = ["fsync=off", "full_page_writes=off", "autovacuum_naptime=5s"] });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.StopAsync(immediate: true).GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return server;
    }
}

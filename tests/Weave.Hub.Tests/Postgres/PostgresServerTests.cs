using Npgsql;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

public sealed class PostgresServerTests
{
    [PostgresFact]
    public async Task A_server_of_ones_own_starts_stops_and_keeps_what_it_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("weave-pg-").FullName;
        try
        {
            await using (var server = await PostgresServer.StartAsync(folder))
            {
                await ExecuteAsync(server, "CREATE TABLE kept(n int); INSERT INTO kept VALUES(7)");
                await server.RestartAsync(immediate: true);
                Assert.Equal(7, await ExecuteAsync(server, "SELECT n FROM kept"));
                Assert.True(server.IsRunning);
                await server.StopAsync();
                await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(server, "SELECT 1"));
            }

            await using var again = await PostgresServer.StartAsync(folder);
            Assert.Equal(7, await ExecuteAsync(again, "SELECT n FROM kept"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<object?> ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}

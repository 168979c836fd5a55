using Npgsql;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A schema of a test's own on the one server.</summary>
sealed class TestSchema : IAsyncDisposable
{
    static int count;

    public string Name { get; } = $"test_{Interlocked.Increment(ref count)}";

    public async Task<PostgresStore> OpenAsync(Func<PostgresStoreOptions, PostgresStoreOptions>? change = null)
    {
        var server = await TestServer.GetAsync();
        var options = new PostgresStoreOptions { Schema = Name };
        return await PostgresStore.OpenAsync(server.ConnectionString, change?.Invoke(options) ?? options);
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        var server = await TestServer.GetAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Search Path=" + Name);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (PostgresServer.FindPrograms() is not null)
            await ExecuteAsync($"DROP SCHEMA IF EXISTS {Name} CASCADE");
    }
}

using System.Collections.Concurrent;
using Npgsql;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A schema of a test's own on the one server; empty, used before maybe: to empty one is quicker than to make one.</summary>
sealed class TestSchema : IAsyncDisposable
{
    static readonly ConcurrentBag<string> Used = [];
    static int count;

    bool isDirty;

    public TestSchema() => (Name, isDirty) = Used.TryTake(out var name) ? (name, true) : ($"test_{Interlocked.Increment(ref count)}", false);

    public string Name { get; }

    public async Task<PostgresStore> OpenAsync(Func<PostgresStoreOptions, PostgresStoreOptions>? change = null)
    {
        await CleanAsync();
        var options = new PostgresStoreOptions { Schema = Name };
        return await PostgresStore.OpenAsync(await ConnectionStringAsync(), change?.Invoke(options) ?? options);
    }

    public static async Task<string> ConnectionStringAsync() => (await TestServer.GetAsync()).ConnectionString;

    /// <summary>Whoever opens it next finds it empty.</summary>
    public void Renew() => isDirty = true;

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{await ConnectionStringAsync()};Search Path={Name};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync()
    {
        Used.Add(Name);
        return ValueTask.CompletedTask;
    }

    async Task CleanAsync()
    {
        if (!isDirty)
            return;
        isDirty = false;
        if (await ExecuteAsync($"SELECT to_regclass('{Name}.runs') IS NOT NULL") is true)
            await ExecuteAsync("TRUNCATE symbols, members, runs, checkpoints, timers, inbox, blobs RESTART IDENTITY");
    }
}

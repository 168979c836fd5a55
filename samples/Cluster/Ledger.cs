using Npgsql;

namespace Cluster;

/// <summary>
/// The world outside: what the steps of the runs did to it. An entry that is made again under its key is counted, not made twice, as any service does that takes idempotency keys.
/// </summary>
/// <param name="database">Where it is kept: tables of its own, which Weave does not know.</param>
sealed class Ledger(NpgsqlDataSource database) : IAsyncDisposable
{
    static Ledger? current;

    /// <summary>The ledger of this process.</summary>
    public static Ledger Current => current ?? throw new InvalidOperationException("This process has no ledger.");

    /// <summary>Connects this process to the ledger.</summary>
    public static Ledger Connect(string connection) => current = new Ledger(NpgsqlDataSource.Create(connection));

    public async Task CreateAsync()
    {
        await using var command = database.CreateCommand("CREATE SCHEMA ledger; CREATE TABLE ledger.entries(key text PRIMARY KEY, account int NOT NULL, amount int NOT NULL, asked int NOT NULL)");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Enters an amount, once for each key.</summary>
    public async Task EnterAsync(string key, int account, int amount)
    {
        await using var command = database.CreateCommand("INSERT INTO ledger.entries VALUES($1, $2, $3, 1) ON CONFLICT(key) DO UPDATE SET asked = ledger.entries.asked + 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = amount });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All entries.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync()
    {
        await using var command = database.CreateCommand("SELECT key, account, amount, asked FROM ledger.entries");
        await using var rows = await command.ExecuteReaderAsync();
        var entries = new List<LedgerEntry>();
        while (await rows.ReadAsync())
            entries.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3)));
        return entries;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

using System.Diagnostics;
using Npgsql;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>The world outside: what the steps did to it, once for each key, and how often each run ended, as a trigger of the database saw it.</summary>
/// <param name="database">Where it is kept: a schema that Weave does not know.</param>
sealed class Ledger(NpgsqlDataSource database) : IAsyncDisposable
{
    /// <summary>Where the ledger is, for all code of a process: that of another build has statics of its own.</summary>
    const string Place = "WEAVE_CHAOS_LEDGER";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    static readonly Lazy<Ledger> current = new(static () => new(NpgsqlDataSource.Create(Environment.GetEnvironmentVariable(Place)!)));

    /// <summary>The ledger that steps write to.</summary>
    public static Ledger Current => current.Value;

    public static Ledger Connect(string connection)
    {
        Environment.SetEnvironmentVariable(Place, connection);
        return new(NpgsqlDataSource.Create(connection));
    }

    /// <summary>Makes its tables, and has the table of runs watched: the store has been opened before.</summary>
    public async Task CreateAsync()
    {
        await using var command = database.CreateCommand("""
            CREATE SCHEMA ledger;
            CREATE TABLE ledger.entries(key text PRIMARY KEY, account int NOT NULL, amount int NOT NULL, asked int NOT NULL, same boolean NOT NULL);
            CREATE TABLE ledger.endings(run text NOT NULL, state int NOT NULL);
            CREATE FUNCTION ledger.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO ledger.endings VALUES(NEW.run, NEW.state); RETURN NULL; END';
            CREATE TRIGGER noted AFTER UPDATE ON weave.runs FOR EACH ROW
                WHEN (NEW.state <> OLD.state AND (NEW.state > 1 OR OLD.state > 1)) EXECUTE FUNCTION ledger.note();
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Enters an amount, once for each key, and lingers: a process that ends now has done it and not recorded it.</summary>
    public async Task EnterAsync(string key, int account, int amount)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await TryEnterAsync(key, account, amount, Stopwatch.GetElapsedTime(began) < patience))
            await Task.Delay(100);
        await Task.Delay(Math.Abs(amount) % 150);
    }

    /// <summary>False while the database is being restarted.</summary>
    async Task<bool> TryEnterAsync(string key, int account, int amount, bool again)
    {
        try
        {
            await EnterOnceAsync(key, account, amount);
            return true;
        }
        catch (NpgsqlException) when (again)
        {
            return false;
        }
    }

    async Task EnterOnceAsync(string key, int account, int amount)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO ledger.entries AS e VALUES($1, $2, $3, 1, true)
            ON CONFLICT(key) DO UPDATE SET asked = e.asked + 1, same = e.same AND e.account = excluded.account AND e.amount = excluded.amount
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = amount });
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync()
    {
        await using var command = database.CreateCommand("SELECT key, account, amount, asked, same FROM ledger.entries");
        await using var rows = await command.ExecuteReaderAsync();
        var entries = new List<LedgerEntry>();
        while (await rows.ReadAsync())
            entries.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetBoolean(4)));
        return entries;
    }

    /// <summary>How often each run came to an end, or out of one.</summary>
    public async Task<IReadOnlyDictionary<string, int>> EndingsAsync()
    {
        await using var command = database.CreateCommand("SELECT run, count(*)::int FROM ledger.endings GROUP BY run");
        await using var rows = await command.ExecuteReaderAsync();
        var endings = new Dictionary<string, int>();
        while (await rows.ReadAsync())
            endings.Add(rows.GetString(0), rows.GetInt32(1));
        return endings;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

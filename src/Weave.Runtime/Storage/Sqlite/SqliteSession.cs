using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weave.Storage;

/// <summary>One connection to a store file with its prepared statements. Used by one thread, the store's.</summary>
sealed class SqliteSession : IDisposable
{
    readonly SqliteConnection connection;
    readonly sqlite3 db;
    readonly ICrashPoints? crashPoints;
    readonly TimeProvider time;
    readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    SqliteSession(string path, string source, SqliteOpenMode mode, TimeProvider time, ICrashPoints? crashPoints)
    {
        Path = path;
        this.time = time;
        this.crashPoints = crashPoints;
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        db = connection.Handle!;
    }

    public string Path { get; }

    public DateTimeOffset Now => time.GetUtcNow();

    public bool InTransaction => raw.sqlite3_get_autocommit(db) == 0;

    /// <summary>Rows changed by this connection since it was opened.</summary>
    public long Changes => raw.sqlite3_total_changes(db);

    /// <summary>A connection that reads and writes.</summary>
    public static SqliteSession Open(string path, SqliteOpenMode mode, TimeProvider time, TimeSpan busyTimeout, ICrashPoints? crashPoints)
    {
        var session = new SqliteSession(path, path, mode, time, crashPoints);
        try
        {
            _ = raw.sqlite3_busy_timeout(session.db, (int)Math.Min(busyTimeout.TotalMilliseconds, int.MaxValue));
            session.Script("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL;");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A connection that looks at the main file alone, takes no lock and leaves no trace, whatever the file is.</summary>
    public static SqliteSession OpenImmutable(string path)
    {
        var escaped = path.Replace("%", "%25").Replace("?", "%3f").Replace("#", "%23");
        if (OperatingSystem.IsWindows())
            escaped = "/" + escaped.Replace('\\', '/');
        return new(path, $"file:{escaped}?immutable=1", SqliteOpenMode.ReadOnly, TimeProvider.System, null);
    }

    /// <summary>An empty database in memory, to compare with.</summary>
    public static SqliteSession OpenModel() => new("(model)", ":memory:", SqliteOpenMode.Memory, TimeProvider.System, null);

    /// <summary>The prepared statement for this text, ready to be bound; end its use with Dispose or Execute.</summary>
    public Statement Use(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new Statement(db, sql));
        return statement;
    }

    public void Script(string sql)
    {
        var rc = raw.sqlite3_exec(db, sql);
        if (rc != raw.SQLITE_OK)
            throw Statement.Failure(db, rc);
    }

    public long Pragma(string name)
    {
        using var row = Use($"PRAGMA {name}");
        row.Step();
        return row.Long(0);
    }

    /// <summary>Begins a transaction that writes. It waits for writers in other processes here, and nowhere later.</summary>
    public void Begin() => Use("BEGIN IMMEDIATE").Execute();

    public void BeginRead() => Use("BEGIN DEFERRED").Execute();

    public void Commit() => Use("COMMIT").Execute();

    public void Rollback()
    {
        if (InTransaction)
            Use("ROLLBACK").Execute();
    }

    public void Savepoint() => Use("SAVEPOINT operation").Execute();

    public void KeepSavepoint() => Use("RELEASE operation").Execute();

    public void UndoSavepoint()
    {
        Use("ROLLBACK TO operation").Execute();
        KeepSavepoint();
    }

    /// <summary>Tells whoever tests crashes where the store is.</summary>
    public void Reach(string point)
    {
        try
        {
            crashPoints?.Reach(point);
        }
        catch (Exception e) when (e is not SqliteException)
        {
            throw new StoreCrashException(point, e);
        }
    }

    /// <summary>Closing shall not move the log into the file: it stays as it is.</summary>
    public void LeaveLog() => _ = raw.sqlite3_db_config(db, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Close();
        connection.Dispose();
    }
}

using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weave.Storage;

/// <summary>
/// A prepared statement, used again and again. <see cref="Dispose"/> ends one use: it resets the statement, which stays prepared. Columns are read by their
/// exact type: SQLite would convert, and a conversion is a guess.
/// </summary>
sealed class Statement : IDisposable
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    readonly sqlite3 db;
    readonly sqlite3_stmt statement;
    int bound;

    public Statement(sqlite3 db, string sql)
    {
        this.db = db;
        Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(statement, ++bound, value));
        return this;
    }

    public Statement Bind(string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, ++bound) : raw.sqlite3_bind_text(statement, ++bound, value));
        return this;
    }

    public Statement Bind(ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, ++bound, 0) : raw.sqlite3_bind_blob(statement, ++bound, value));
        return this;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var rc = raw.sqlite3_step(statement);
        if (rc is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return rc == raw.SQLITE_ROW;
        throw Failure(db, rc);
    }

    /// <summary>Runs the statement to its end, and ends this use of it.</summary>
    public void Execute()
    {
        using (this)
        {
            while (Step())
            {
            }
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long Long(int column)
    {
        Expect(column, raw.SQLITE_INTEGER);
        return raw.sqlite3_column_int64(statement, column);
    }

    public int Int(int column)
    {
        var value = Long(column);
        return value is >= 0 and <= int.MaxValue ? (int)value : throw new InvalidDataException($"Column {column} holds {value}, which is out of range.");
    }

    public string Text(int column)
    {
        Expect(column, raw.SQLITE_TEXT);
        try
        {
            return Strict.GetString(raw.sqlite3_column_blob(statement, column));
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"Column {column} is no well-formed text.", e);
        }
    }

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(int column)
    {
        Expect(column, raw.SQLITE_BLOB);
        return raw.sqlite3_column_blob(statement, column).ToArray();
    }

    public DateTimeOffset Time(int column)
    {
        var ticks = Long(column);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new InvalidDataException($"Column {column} holds no time.");
    }

    public void Dispose()
    {
        bound = 0;
        _ = raw.sqlite3_reset(statement); // repeats the error of the last step, which was thrown there
        _ = raw.sqlite3_clear_bindings(statement);
    }

    public void Close() => statement.Dispose();

    /// <summary>The error that SQLite reports last, with its message.</summary>
    public static SqliteException Failure(sqlite3 db, int rc) =>
        new($"SQLite error {rc}: {raw.sqlite3_errmsg(db).utf8_to_string()}", rc & 0xff, raw.sqlite3_extended_errcode(db));

    void Expect(int column, int type)
    {
        var found = raw.sqlite3_column_type(statement, column);
        if (found != type)
            throw new InvalidDataException($"Column {column} has storage class {found} where {type} belongs.");
    }

    void Check(int rc)
    {
        if (rc != raw.SQLITE_OK)
            throw Failure(db, rc);
    }
}

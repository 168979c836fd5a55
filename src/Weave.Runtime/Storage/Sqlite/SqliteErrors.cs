using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weave.Storage;

/// <summary>Says in the words of Weave what SQLite and the file system report.</summary>
static class SqliteErrors
{
    /// <summary>What the caller of a read or write gets to see.</summary>
    /// <param name="path">The store.</param>
    /// <param name="run">The run the call was about, or null.</param>
    /// <param name="error">What went wrong.</param>
    public static Exception Translate(string path, string? run, Exception error) => error switch
    {
        SqliteException e => Translate(path, run, e),
        InvalidDataException => new CorruptStoreException(path, $"a row is damaged. {error.Message}", error, run: run),
        UnauthorizedAccessException or IOException => new StoreUnavailableException(path, error.Message, "Check the path and its permissions.", error),
        _ => error,
    };

    public static bool IsDamage(Exception error) =>
        error is InvalidDataException or SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };

    /// <summary>After these nobody can say what is on the disk: the handle must be opened again, which reads what really is there.</summary>
    public static bool IsFatal(Exception error) => error is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR };

    static WeaveException Translate(string path, string? run, SqliteException e) => e.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new CorruptStoreException(path, "a page of it is damaged.", e, run: run),
        raw.SQLITE_FULL => new StoreWriteException(path, "the disk is full.", "Make room, then try again.", run, e),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreWriteException(path, "another process held it too long.", "Try again, or find the process that writes to it.", run, e),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new StoreWriteException(path, "it cannot be written to.", "Check the permissions of the file and of its directory.", run, e),
        raw.SQLITE_TOOBIG => new StoreWriteException(path, "a value is larger than a store can hold (1,000,000,000 bytes).", "Keep large data outside the run.", run, e),
        raw.SQLITE_CANTOPEN => new StoreUnavailableException(path, "it cannot be opened.", "Check the path and its permissions.", e),
        _ => new StoreWriteException(path, $"{e.Message}.", "Check the disk, then open the store again.", run, e),
    };
}

using Microsoft.Data.Sqlite;

namespace Weave.Storage;

/// <summary>Opens a store file: looks first, locks, looks again through the log, and only then writes.</summary>
static class StoreOpening
{
    public static OpenStore Open(string path, StoreAccess access, SqliteRunStoreOptions options, ICrashPoints? crashPoints)
    {
        if (!File.Exists(path))
        {
            if (options.MustExist)
                throw new StoreUnavailableException(path, "there is no such file.", "Check the path; a store is created by opening it without MustExist.");
            StoreFile.Create(path, crashPoints);
        }

        StoreFile.Check(path);
        var ownerLock = access == StoreAccess.Owner ? OwnerLock.Take(path) : null;
        try
        {
            return Connect(path, ownerLock, options, crashPoints);
        }
        catch
        {
            ownerLock?.Dispose();
            throw;
        }
    }

    static OpenStore Connect(string path, OwnerLock? ownerLock, SqliteRunStoreOptions options, ICrashPoints? crashPoints)
    {
        var hadLog = StoreFile.HasLog(path);
        var session = SqliteSession.Open(path, SqliteOpenMode.ReadWrite, options.Time, options.BusyTimeout, crashPoints);
        try
        {
            session.Reach("open.connected");
            if (ownerLock is not null && session.Pragma("user_version") < SqliteSchema.CurrentVersion)
                SqliteSchema.Migrate(session);
            SqliteSchema.Check(session);
            var symbols = RunReads.Symbols(session);
            if (ownerLock is null)
                return new(session, null, 0, symbols);
            session.Script("PRAGMA journal_mode = WAL");
            StoreFile.DeleteDrafts(path);
            return new(session, ownerLock, BeginTenure(session), symbols);
        }
        catch
        {
            if (hadLog)
                session.LeaveLog();
            session.Dispose();
            throw;
        }
    }

    /// <summary>The lock proves that the owner before is gone; from here on its claims are free, without a look at a single run.</summary>
    static long BeginTenure(SqliteSession session)
    {
        session.Begin();
        session.Use("UPDATE meta SET value = value + 1 WHERE name = 'tenure'").Execute();
        session.Reach("open.tenure");
        BlobWrites.Collect(session);
        session.Commit();
        session.Reach("open.owned");
        using var row = session.Use("SELECT value FROM meta WHERE name = 'tenure'");
        return row.Step() ? row.Long(0) : throw new InvalidDataException("The tenure is missing.");
    }
}

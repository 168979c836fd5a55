using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Weave.Storage;

/// <summary>Finds out what a file is without leaving a trace, and creates new store files whole.</summary>
static class StoreFile
{
    const int SmallestPage = 512;
    const string DraftMark = "-new-";

    static readonly string[] DraftTails = ["", "-wal", "-shm", "-journal"];

    /// <summary>The one name of a file that several paths may lead to: two owners must meet at one lock.</summary>
    public static string Resolve(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            throw new StoreUnavailableException(full, "it is a directory.", "Name a file in it.");
        var directory = Path.GetDirectoryName(full);
        if (!Directory.Exists(directory))
            throw new StoreUnavailableException(full, $"the directory '{directory}' does not exist.", "Create the directory, or check the path.");
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    /// <summary>Refuses a file that is no readable store of a known version. Looks at the main file through SQLite, because to open and close it by other
    /// means would drop the locks that other handles of this process hold on it.</summary>
    public static void Check(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < SmallestPage)
            throw new CorruptStoreException(path, length == 0 ? "it is empty." : $"it has {length} bytes, fewer than any store.", fault: StoreFault.Truncated);
        try
        {
            using var look = SqliteSession.OpenImmutable(path);
            look.Script("PRAGMA writable_schema = ON"); // reads the header also where the file is shorter than it says
            if (look.Pragma("application_id") != SqliteSchema.ApplicationId)
                throw new CorruptStoreException(path, "it is the SQLite file of another program.", fault: StoreFault.Foreign);
            var version = look.Pragma("user_version");
            if (version > SqliteSchema.CurrentVersion)
                throw Newer(path, version);
            if (version < 1)
                throw new CorruptStoreException(path, $"it has format version {version}.");
            if (!HasLog(path) && IsCutShort(path, look) && !HasLog(path))
                throw new CorruptStoreException(path, "its end is missing.", fault: StoreFault.Truncated);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_NOTADB)
        {
            throw new CorruptStoreException(path, "it is no SQLite file.", e, StoreFault.Foreign);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            throw new CorruptStoreException(path, "its header is damaged.", e);
        }
    }

    /// <summary>Makes a new store under another name and gives it its own when it is complete: a crash leaves no half store. Whoever else creates the same
    /// one at the same time may win; then theirs is used.</summary>
    public static void Create(string path, ICrashPoints? crashPoints)
    {
        var draft = path + DraftMark + Guid.NewGuid().ToString("N");
        try
        {
            using (var session = SqliteSession.Open(draft, SqliteOpenMode.ReadWriteCreate, TimeProvider.System, TimeSpan.Zero, crashPoints))
            {
                session.Script("PRAGMA journal_mode = WAL");
                SqliteSchema.Migrate(session);
                session.Reach("create.migrated");
            }

            File.Move(draft, path, overwrite: false);
            crashPoints?.Reach("create.named");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            foreach (var tail in DraftTails)
                File.Delete(draft + tail);
            if (!File.Exists(path))
                throw;
        }
    }

    /// <summary>Removes what a crash while creating left. Where a store is, no draft has a future.</summary>
    public static void DeleteDrafts(string path)
    {
        var prefix = Path.GetFileName(path) + DraftMark;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!))
        {
            var name = Path.GetFileName(file.AsSpan());
            if (name.StartsWith(prefix, StringComparison.Ordinal) && IsDraftTail(name[prefix.Length..]))
                File.Delete(file);
        }
    }

    /// <summary>Whether a log lies beside the file that may hold what the file lacks.</summary>
    public static bool HasLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    public static CorruptStoreException Newer(string path, long version) =>
        new(path, $"it has format version {version}; this build knows {SqliteSchema.CurrentVersion}.", fault: StoreFault.NewerVersion);

    // Exactly the names that Create gives, so that no file of the user's is taken for one.
    static bool IsDraftTail(ReadOnlySpan<char> tail) =>
        tail.Length >= 32 && Guid.TryParseExact(tail[..32], "N", out _) && DraftTails.Contains(tail[32..].ToString());

    static bool IsCutShort(string path, SqliteSession look)
    {
        if (new FileInfo(path).Length % look.Pragma("page_size") != 0)
            return true;
        try
        {
            look.Script("PRAGMA writable_schema = OFF");
            look.Pragma("page_count");
            return false;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
            return true;
        }
    }
}

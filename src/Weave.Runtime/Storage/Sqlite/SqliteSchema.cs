namespace Weave.Storage;

/// <summary>The tables of a store file, as numbered migrations: version n is what the first n of them make.</summary>
static class SqliteSchema
{
    /// <summary>"Weav": in the header of every store file.</summary>
    public const int ApplicationId = 0x57656176;

    public static int CurrentVersion => Migrations.Length;

    // Rows of one run lie together. Strict tables: a value of another type never gets in by itself.
    static readonly string[] Migrations =
    [
        """
        CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO meta(name, value) VALUES('tenure', 0);
        CREATE TABLE symbols(number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE runs(
            run_key INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, function TEXT NOT NULL, arguments TEXT NOT NULL,
            state INTEGER NOT NULL, epoch INTEGER NOT NULL, attempts INTEGER NOT NULL,
            owner TEXT, tenure INTEGER NOT NULL, lease_end INTEGER NOT NULL,
            created INTEGER NOT NULL, updated INTEGER NOT NULL, outcome BLOB NOT NULL) STRICT;
        CREATE INDEX runs_by_state ON runs(state, run);
        CREATE TABLE checkpoints(
            run_key INTEGER NOT NULL, strand TEXT NOT NULL, sequence INTEGER NOT NULL, base INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY(run_key, strand, sequence)) STRICT, WITHOUT ROWID;
        CREATE TABLE inbox(
            run_key INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, kind INTEGER NOT NULL,
            strand TEXT, subject TEXT NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY(run_key, position), UNIQUE(run_key, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE consumed(run_key INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY(run_key, id)) STRICT, WITHOUT ROWID;
        CREATE TABLE timers(
            run_key INTEGER NOT NULL, strand TEXT NOT NULL, timer TEXT NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY(run_key, strand, timer)) STRICT, WITHOUT ROWID;
        CREATE TABLE blobs(hash TEXT NOT NULL UNIQUE, refs INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
        """,

        // Counts lie apart from contents: a count that changes must not rewrite megabytes. Version 1 named no blobs; those it has get their time from now on.
        """
        ALTER TABLE runs ADD COLUMN upgrade INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN module TEXT;
        ALTER TABLE runs ADD COLUMN started_by TEXT;
        ALTER TABLE blobs DROP COLUMN refs;
        CREATE TABLE blob_refs(hash TEXT NOT NULL PRIMARY KEY, stored TEXT NOT NULL, refs INTEGER NOT NULL, since INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        INSERT INTO blob_refs(hash, stored, refs, since) SELECT hash, hash, 0, unixepoch() * 10000000 + 621355968000000000 FROM blobs;
        CREATE INDEX blobs_unused ON blob_refs(since) WHERE refs = 0;
        CREATE TABLE blob_uses(
            run_key INTEGER NOT NULL, strand TEXT NOT NULL, sequence INTEGER NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY(run_key, strand, sequence, position)) STRICT, WITHOUT ROWID;
        """,

        "ALTER TABLE runs ADD COLUMN trace TEXT;",
    ];

    static readonly Lazy<string> Expected = new(() =>
    {
        using var model = SqliteSession.OpenModel();
        Migrate(model);
        return Describe(model);
    });

    /// <summary>Brings a file, new or older, to the current version, in one transaction.</summary>
    public static void Migrate(SqliteSession session)
    {
        session.Begin();
        for (var version = session.Pragma("user_version"); version < CurrentVersion; version++)
            session.Script(Migrations[version]);
        session.Script($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {CurrentVersion};");
        session.Commit();
    }

    /// <summary>Refuses a file whose tables, indexes, triggers and views are not exactly those of the current version: a trigger, say, would change what a
    /// write means.</summary>
    public static void Check(SqliteSession session)
    {
        if (session.Pragma("application_id") != ApplicationId)
            throw new CorruptStoreException(session.Path, "it is the SQLite file of another program.", fault: StoreFault.Foreign);
        var version = session.Pragma("user_version");
        if (version > CurrentVersion)
            throw StoreFile.Newer(session.Path, version);
        if (version < CurrentVersion)
            throw new StoreUnavailableException(session.Path, $"it has the older format version {version}.", "Open it once as its owner: that brings it up to date.");
        if (Describe(session) != Expected.Value)
            throw new CorruptStoreException(session.Path, $"its tables are not those of format version {CurrentVersion}.");
    }

    static string Describe(SqliteSession session)
    {
        using var rows = session.Use("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
        var all = new List<string>();
        while (rows.Step())
            all.Add($"{rows.Text(0)} {rows.Text(1)} {rows.TextOrNull(2)}");
        return string.Join('\n', all);
    }
}

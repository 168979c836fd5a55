using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Npgsql;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>The tables and functions of a store, as numbered migrations: version n is what the first n of them make.</summary>
static partial class PostgresSchema
{
    /// <summary>pg_terminate_backend that waits came with it.</summary>
    const int OldestServer = 14;

    public static int CurrentVersion => Migrations.Length;

    static readonly string[] Migrations = ["001.sql"];

    public static void CheckName(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (!Names().IsMatch(schema) || schema.StartsWith("pg_", StringComparison.Ordinal))
            throw new ArgumentException($"'{schema}' is no name for a schema: small letters, digits and underscores, 50 at most, and no pg_ at the beginning.");
    }

    /// <summary>Brings the schema to the current version, or refuses one that is newer, or not Weave's. Hubs that open at the same time wait for one of them.</summary>
    public static async Task OpenAsync(NpgsqlConnection connection, string path, string schema, StoreAccess access, StoreLife life, CancellationToken cancel)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new StoreUnavailableException(path, $"its server is PostgreSQL {connection.PostgreSqlVersion}.", $"Use PostgreSQL {OldestServer} or newer.");
        if (await VersionAsync(connection, path, schema, cancel).ConfigureAwait(false) == CurrentVersion)
            return;
        await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockOf(schema)})", cancel).ConfigureAwait(false);
        var version = await VersionAsync(connection, path, schema, cancel).ConfigureAwait(false);
        if (version == CurrentVersion)
            return;
        if (version > 0 && access == StoreAccess.Client)
            throw new StoreUnavailableException(path, $"it has the older format version {version}.", "Open it once as its owner: that brings it up to date.");
        await ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}; SET LOCAL search_path = {schema}; CREATE TABLE IF NOT EXISTS weave_version(version int NOT NULL)", cancel).ConfigureAwait(false);
        foreach (var migration in Migrations[version..])
        {
            await ExecuteAsync(connection, Text(migration), cancel).ConfigureAwait(false);
            life.Reach("schema.migrated");
        }

        await ExecuteAsync(connection, $"DELETE FROM weave_version; INSERT INTO weave_version(version) VALUES({CurrentVersion})", cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
        life.Reach("schema.durable");
    }

    /// <summary>0 when there is nothing yet.</summary>
    static async Task<int> VersionAsync(NpgsqlConnection connection, string path, string schema, CancellationToken cancel)
    {
        // Both from one snapshot: to_regclass may know less than it, and a schema that somebody else has just made would be taken for another program's.
        await using var look = new NpgsqlCommand(
            "SELECT coalesce(bool_or(c.relname = 'weave_version'), false), count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1", connection);
        look.Parameters.Add(new() { Value = schema });
        bool ours, used;
        await using (var row = await look.ExecuteReaderAsync(cancel).ConfigureAwait(false))
        {
            await row.ReadAsync(cancel).ConfigureAwait(false);
            (ours, used) = (row.GetBoolean(0), row.GetBoolean(1));
        }

        if (!ours)
            return used ? throw new CorruptStoreException(path, "its schema holds the tables of another program.", fault: StoreFault.Foreign) : 0;
        await using var read = new NpgsqlCommand($"SELECT max(version) FROM {schema}.weave_version", connection);
        var version = await read.ExecuteScalarAsync(cancel).ConfigureAwait(false) as int? ?? 0;
        return version <= CurrentVersion ? version
            : throw new CorruptStoreException(path, $"it has format version {version}; this build knows {CurrentVersion}.", fault: StoreFault.NewerVersion);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    static long LockOf(string schema) => BinaryPrimitives.ReadInt64BigEndian(NameKey.Of("weave schema " + schema).ToByteArray(bigEndian: true));

    static string Text(string migration)
    {
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream("Weave.Postgres.Schema." + migration)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,49}$")]
    private static partial Regex Names();
}

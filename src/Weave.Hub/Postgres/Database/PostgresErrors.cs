using System.Net.Sockets;
using Npgsql;

namespace Weave.Postgres;

/// <summary>Says in the words of Weave what PostgreSQL and the way to it report.</summary>
static class PostgresErrors
{
    /// <summary>Whether the same call may work in a moment, on a new connection: the server restarts, fails over, could not be reached, or undid the call for another's sake.</summary>
    public static bool IsPassing(Exception error) => error switch
    {
        PostgresException e => e.SqlState is
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.FeatureNotSupported // a cached plan, after a migration
            || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState.StartsWith("57P", StringComparison.Ordinal),
        NpgsqlException or IOException or SocketException or TimeoutException => true,
        InvalidOperationException { Source: "Npgsql" } => true, // the connection broke between two uses
        _ => false,
    };

    /// <summary>What the caller gets to see.</summary>
    public static Exception Translate(string path, string? run, Exception error) => error switch
    {
        WeaveException or ArgumentException or OperationCanceledException => error,
        InvalidDataException => new CorruptStoreException(path, $"a row is damaged. {error.Message}", error, run: run),
        PostgresException e when e.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            new CorruptStoreException(path, $"PostgreSQL reports damage: {e.MessageText}.", e, run: run),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } e => new StoreWriteException(path, "the disk is full.", "Make room, then try again.", run, e),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e =>
            new StoreWriteException(path, "it cannot be written to.", "Grant the role of the connection string all rights in the schema.", run, e),
        PostgresException { SqlState: PostgresErrorCodes.ProgramLimitExceeded or PostgresErrorCodes.OutOfMemory } e =>
            new StoreWriteException(path, $"a value is larger than a store can hold ({e.MessageText}).", "Keep large data outside the run.", run, e),
        PostgresException e when IsRefusal(e) => Unavailable(path, e),
        PostgresException e when !IsPassing(e) => new StoreWriteException(path, $"{e.MessageText} ({e.SqlState}).", "See the log of PostgreSQL.", run, e),
        _ when IsPassing(error) => Unavailable(path, error),
        _ => error,
    };

    /// <summary>Nobody answered for as long as a call may wait.</summary>
    public static StoreUnavailableException Unavailable(string path, Exception error) =>
        new(path, $"PostgreSQL does not answer as it should: {error.Message.TrimEnd('.')}.", "See whether the server runs and the connection string leads to it; a write whose answer was lost may have been carried out.", error);

    // Wrong password, database or role: trying again does not help.
    static bool IsRefusal(PostgresException e) => e.SqlState.StartsWith("28", StringComparison.Ordinal) || e.SqlState.StartsWith("3D", StringComparison.Ordinal);
}

using System.Collections.Concurrent;
using Npgsql;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>
/// Runs in PostgreSQL: several hubs own them together, and the server is what they agree by. What it has acknowledged survives what PostgreSQL survives. Writes made at the same time share round
/// trips and transactions; a server that restarts, fails over or cannot be reached is waited for.
/// </summary>
public sealed partial class PostgresStore : IClusterStore
{
    /// <summary>How long a handle that closes tries to tell the others what it wrote last.</summary>
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    readonly StoreDatabase database;
    readonly StoreLife life;
    readonly WritePipeline pipeline;
    readonly NewsBoard board = new();
    readonly NewsSender sender;
    readonly NewsListener listener;
    readonly ChangePoll poll;
    readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, string> symbols = new();
    readonly List<Task> background = [];
    long lastToken;

    PostgresStore(NpgsqlConnectionStringBuilder connection, string path, PostgresStoreOptions options, StoreLife life)
    {
        this.life = life;
        Path = path;
        Access = options.Access;
        database = new(connection, path, options, life);
        sender = new(database);
        listener = new(database, board);
        pipeline = new(database, options.Lanes, Tell);
        poll = new(options.Time ?? TimeProvider.System, options.PollInterval, Look);
        lastToken = BitConverter.ToInt64(Guid.NewGuid().ToByteArray());
        heart = new(database);
    }

    /// <summary>Where it is: server, database and schema.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public StoreAccess Access { get; }

    /// <summary>
    /// Opens a store, or creates its tables. Throws <see cref="CorruptStoreException"/> when the schema is another program's or was made by a newer version of Weave, and leaves it as it was;
    /// <see cref="StoreUnavailableException"/> when the server cannot be reached or lets nobody in.
    /// </summary>
    /// <param name="connectionString">As Npgsql takes it; several hosts for a server with standbys.</param>
    /// <param name="options">Schema, access, patience; defaults when null.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<PostgresStore> OpenAsync(string connectionString, PostgresStoreOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        PostgresSchema.CheckName(options.Schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Lanes, 1);
        var connection = PostgresConnection.Complete(connectionString, options);
        var path = PostgresConnection.Describe(connection, options);
        var life = new StoreLife(path, options.CrashPoints);
        var store = new PostgresStore(connection, path, options, life);
        try
        {
            await store.OpenAsync(options, cancel).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Carries out the writes that are queued, and closes the connections. What is claimed stays claimed: leave first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!life.Close())
            return;
        poll.Dispose();
        await pipeline.CloseAsync().ConfigureAwait(false);
        if (life.End is null)
            await Task.WhenAny(sender.SettledAsync(), Task.Delay(LastWords, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        life.Finish();
        board.Close(life.End!);
        await Task.WhenAll(background).ConfigureAwait(false);
        heart.Dispose();
        await database.DisposeAsync().ConfigureAwait(false);
    }

    async Task OpenAsync(PostgresStoreOptions options, CancellationToken cancel)
    {
        life.Ending.Register(() => board.Close(life.End!));
        await database.TryAsync(null, async (opened, giveUp) =>
        {
            life.Reach("open.connected");
            await PostgresSchema.OpenAsync(opened, Path, options.Schema, Access, life, giveUp).ConfigureAwait(false);
            await ReadSymbolsAsync(opened, giveUp).ConfigureAwait(false);
            if (Access == StoreAccess.Owner)
                await CollectAsync(opened, giveUp).ConfigureAwait(false);
            life.Reach("open.owned");
            return true;
        }, cancel).ConfigureAwait(false);
        if (Access == StoreAccess.Owner)
            await pipeline.OpenAsync().ConfigureAwait(false);
        background.Add(listener.ListenAsync());
        try
        {
            await listener.Listening.WaitAsync(options.RetryFor, TimeProvider.System, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw PostgresErrors.Unavailable(Path, e);
        }

        if (Access == StoreAccess.Owner && options.Retention is { } retention)
            background.Add(new RetentionLoop(database, retention, options.Time ?? TimeProvider.System).DeleteAsync());
    }

    /// <summary>This handle hears of it at once, the others before long.</summary>
    void Tell(StoreChange change)
    {
        board.Add(change);
        sender.Send(change);
    }

    void OwnersOnly(CancellationToken cancel)
    {
        if (Access != StoreAccess.Owner)
            throw StoreRules.OwnersOnly();
        life.ThrowIfClosed();
        cancel.ThrowIfCancellationRequested();
    }

    void Open(CancellationToken cancel)
    {
        life.ThrowIfClosed();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>A number of one call alone.</summary>
    long NextToken() => Interlocked.Increment(ref lastToken);
}

using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>The way to the server: connections, the store's clock, and patience with a server that is away.</summary>
sealed class StoreDatabase : IAsyncDisposable
{
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    readonly NpgsqlConnectionStringBuilder settings;
    readonly NpgsqlDataSource source;
    readonly PostgresStoreOptions options;

    public StoreDatabase(NpgsqlConnectionStringBuilder connection, string path, PostgresStoreOptions options, StoreLife life)
    {
        this.options = options;
        Path = path;
        Life = life;
        Name = $"weave-{Guid.NewGuid():N}";
        settings = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { ApplicationName = Name };
        source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Where the store is, for errors: without a password.</summary>
    public string Path { get; }

    /// <summary>What the server knows this handle's connections by.</summary>
    public string Name { get; }

    public StoreLife Life { get; }

    public string Channel => "weave_" + options.Schema;

    public TimeSpan RetryFor => options.RetryFor;

    public ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancel) => source.OpenConnectionAsync(cancel);

    public NpgsqlConnection Connect() => source.OpenConnection();

    /// <summary>A connection of no pool: what is set on it ends with it.</summary>
    public async Task<NpgsqlConnection> ConnectApartAsync(CancellationToken cancel)
    {
        var apart = Apart(settings.Timeout, settings.CommandTimeout);
        await apart.OpenAsync(cancel).ConfigureAwait(false);
        return apart;
    }

    /// <summary>The same at once, given up when the server is silent for so long; PostgreSQL's driver counts whole seconds.</summary>
    public NpgsqlConnection ConnectApart(TimeSpan patience)
    {
        var seconds = Math.Max(1, (int)Math.Min(patience.TotalSeconds, settings.CommandTimeout));
        var apart = Apart(seconds, seconds);
        apart.Open();
        return apart;
    }

    /// <summary>The store's clock as a parameter: null lets the server take its own.</summary>
    public NpgsqlParameter Now() => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = options.Time is { } time ? time.GetUtcNow().UtcTicks : DBNull.Value };

    /// <summary>Does something that may be repeated, until it works, fails for good, or the store's patience ends.</summary>
    /// <param name="run">The run it is about, for errors; or null.</param>
    /// <param name="work">The work, on a connection from the pool.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="patience">How long to try; the option when null.</param>
    public async Task<T> TryAsync<T>(string? run, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancel, TimeSpan? patience = null)
    {
        Life.ThrowIfOver();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel, Life.Ending);
        var waits = new Waits(patience ?? RetryFor);
        while (true)
        {
            try
            {
                await using var connection = await ConnectAsync(giveUp.Token).ConfigureAwait(false);
                return await work(connection, giveUp.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (waits.Again(e))
            {
                await PauseAsync(waits.Pause, giveUp.Token, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                Life.ThrowIfOver();
                throw;
            }
            catch (Exception e)
            {
                throw PostgresErrors.Translate(Path, run, e);
            }
        }
    }

    /// <summary>The same for the few calls that cannot be asynchronous.</summary>
    public T Try<T>(Func<NpgsqlConnection, T> work)
    {
        Life.ThrowIfOver();
        var waits = new Waits(RetryFor);
        while (true)
        {
            try
            {
                using var connection = Connect();
                return work(connection);
            }
            catch (Exception e) when (waits.Again(e))
            {
                Life.Ending.WaitHandle.WaitOne(waits.Pause);
                Life.ThrowIfOver();
            }
            catch (Exception e)
            {
                throw PostgresErrors.Translate(Path, null, e);
            }
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    // One that could not be opened holds nothing.
    NpgsqlConnection Apart(int timeout, int commandTimeout) =>
        new(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, Timeout = timeout, CommandTimeout = commandTimeout }.ConnectionString);

    async Task PauseAsync(TimeSpan pause, CancellationToken giveUp, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System, giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();
            Life.ThrowIfOver();
            throw;
        }
    }

    /// <summary>When to try again, and how often still.</summary>
    public sealed class Waits(TimeSpan patience)
    {
        readonly long began = TimeProvider.System.GetTimestamp();

        public TimeSpan Pause { get; private set; } = ShortestPause / 2;

        public bool Again(Exception error)
        {
            if (!PostgresErrors.IsPassing(error) || TimeProvider.System.GetElapsedTime(began) >= patience)
                return false;
            Pause = Pause * 2 < LongestPause ? Pause * 2 : LongestPause;
            return true;
        }
    }
}

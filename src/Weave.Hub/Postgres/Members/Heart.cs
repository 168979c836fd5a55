using Npgsql;

namespace Weave.Postgres;

/// <summary>The connection of a member's heartbeats: they wait for nobody's commits, and for no connection of a pool that is busy.</summary>
sealed class Heart(StoreDatabase database) : IAsyncDisposable
{
    readonly SemaphoreSlim turn = new(1);
    NpgsqlConnection? connection;

    /// <summary>Beats until the server has heard it, at most as long as the lease lasts: after that it would be too late.</summary>
    public async Task<T> BeatAsync<T>(TimeSpan lease, Func<NpgsqlConnection, CancellationToken, Task<T>> beat, CancellationToken cancel)
    {
        var patience = lease < database.RetryFor ? lease : database.RetryFor;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel, database.Life.Ending);
        giveUp.CancelAfter(patience);
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var waits = new StoreDatabase.Waits(patience);
            while (true)
            {
                try
                {
                    connection ??= await database.ConnectAsync(giveUp.Token).ConfigureAwait(false);
                    return await beat(connection, giveUp.Token).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    await DropAsync().ConfigureAwait(false);
                    cancel.ThrowIfCancellationRequested();
                    database.Life.ThrowIfOver();
                    if (giveUp.IsCancellationRequested)
                        throw PostgresErrors.Unavailable(database.Path, e is OperationCanceledException ? new TimeoutException("no answer within the lease", e) : e);
                    if (!waits.Again(e))
                        throw PostgresErrors.Translate(database.Path, null, e);
                    await Task.Delay(waits.Pause, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync().ConfigureAwait(false);
        turn.Dispose();
    }

    async Task DropAsync()
    {
        if (connection is { } dropped)
        {
            connection = null;
            await dropped.DisposeAsync().ConfigureAwait(false);
        }
    }
}

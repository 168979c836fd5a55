using Npgsql;

namespace Weave.Postgres;

/// <summary>
/// The connection of a member's heartbeats: they wait for nobody's commits, for no connection of a pool that is busy, and for no thread but the one that beats, which blocks.
/// </summary>
sealed class Heart(StoreDatabase database) : IDisposable
{
    /// <summary>How often within a lease a connection that has gone silent is given up for another.</summary>
    const int Tries = 3;

    readonly Lock turn = new();
    NpgsqlConnection? connection;

    /// <summary>Beats until the server has heard it, at most about as long as the lease lasts: after that it would be too late.</summary>
    public T Beat<T>(TimeSpan lease, Func<NpgsqlConnection, T> beat)
    {
        var patience = lease < database.RetryFor ? lease : database.RetryFor;
        lock (turn)
        {
            var waits = new StoreDatabase.Waits(patience);
            while (true)
            {
                try
                {
                    database.Life.ThrowIfOver();
                    connection ??= database.ConnectApart(patience / Tries);
                    return beat(connection);
                }
                catch (Exception e)
                {
                    Drop();
                    database.Life.ThrowIfOver();
                    if (!waits.Again(e))
                        throw PostgresErrors.Translate(database.Path, null, e);
                    database.Life.Ending.WaitHandle.WaitOne(waits.Pause);
                }
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
            Drop();
    }

    void Drop()
    {
        connection?.Dispose();
        connection = null;
    }
}

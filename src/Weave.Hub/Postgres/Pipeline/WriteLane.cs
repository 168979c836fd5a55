using System.Data;
using Npgsql;

namespace Weave.Postgres;

/// <summary>
/// One connection for groups of writes. A group whose answer was lost is sent again: the server knows what it has done of it already. What may still be under way on the old connection is ended
/// before, so that it cannot come late.
/// </summary>
sealed class WriteLane(StoreDatabase database) : IAsyncDisposable
{
    // Other than zero, and no other handle's: commit numbers of one claim are counted by whoever has it.
    readonly long writer = BitConverter.ToInt64(Guid.Parse(database.Name.AsSpan("weave-".Length)).ToByteArray()) | 1;
    NpgsqlConnection? connection;
    int backend;
    int lost;

    /// <summary>Connects ahead of the first group; a server that is away now is met again then.</summary>
    public async Task OpenAsync()
    {
        try
        {
            connection ??= await ConnectAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresErrors.IsPassing(e))
        {
            // The first group has the patience for it.
        }
    }

    public async Task CarryAsync(WriteGroup group)
    {
        var oldest = group.Operations.Min(static o => o.Issued);
        var waits = new StoreDatabase.Waits(database.RetryFor);
        while (true)
        {
            try
            {
                connection ??= await ConnectAsync().ConfigureAwait(false);
                await group.SendAsync(connection, database, writer, database.Life.Ending).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when (e is not StoreUnavailableException)
            {
                await DropAsync().ConfigureAwait(false);
                database.Life.ThrowIfOver();
                if (!PostgresErrors.IsPassing(e))
                    throw;
                if (!waits.Again(e) || TimeProvider.System.GetElapsedTime(oldest) >= database.RetryFor)
                    throw PostgresErrors.Unavailable(database.Path, e);
                await Task.Delay(waits.Pause, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync().ConfigureAwait(false);
    }

    async Task<NpgsqlConnection> ConnectAsync()
    {
        var made = await database.ConnectAsync(database.Life.Ending).ConfigureAwait(false);
        try
        {
            if (lost != 0)
            {
                await using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = $1 AND application_name = $2 AND pid <> pg_backend_pid()", made);
                end.Parameters.Add(new() { Value = lost });
                end.Parameters.Add(new() { Value = database.Name });
                await end.ExecuteNonQueryAsync(database.Life.Ending).ConfigureAwait(false);
                lost = 0;
            }

            await using var warm = new NpgsqlCommand("SELECT warm_up()", made);
            await warm.ExecuteNonQueryAsync(database.Life.Ending).ConfigureAwait(false);
            backend = made.ProcessID;
            return made;
        }
        catch
        {
            await made.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    async Task DropAsync()
    {
        if (connection is not { } dropped)
            return;
        connection = null;
        lost = dropped.State == ConnectionState.Open ? 0 : backend; // one that is in order has nothing under way
        await dropped.DisposeAsync().ConfigureAwait(false);
    }
}

using Npgsql;

namespace Weave.Postgres;

/// <summary>Hears what other handles have written, on a connection of its own. Whenever that had to be made anew, anything may have happened.</summary>
sealed class NewsListener(StoreDatabase database, NewsBoard board)
{
    static readonly TimeSpan LookAtConnection = TimeSpan.FromSeconds(10);

    readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when nothing that happens from then on can be missed.</summary>
    public Task Listening => listening.Task;

    /// <summary>Ends with the handle.</summary>
    public async Task ListenAsync()
    {
        var ending = database.Life.Ending;
        var waits = new StoreDatabase.Waits(TimeSpan.MaxValue);
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.ConnectApartAsync(ending).ConfigureAwait(false);
                connection.Notification += (_, heard) =>
                {
                    if (NewsMessage.Read(heard.Payload, database.Name) is { } change)
                        board.Add(change);
                };
                await ExecuteAsync(connection, $"LISTEN {database.Channel}", ending).ConfigureAwait(false);
                listening.TrySetResult();
                board.Add(StoreChange.Anything);
                waits = new(TimeSpan.MaxValue);
                while (true)
                {
                    // A server that has gone without a word is noticed by asking it.
                    if (!await connection.WaitAsync(LookAtConnection, ending).ConfigureAwait(false))
                        await ExecuteAsync(connection, "SELECT 1", ending).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _ = waits.Again(e);
                try
                {
                    await Task.Delay(waits.Pause, TimeProvider.System, ending).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }
}

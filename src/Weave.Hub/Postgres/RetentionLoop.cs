using Npgsql;

namespace Weave.Postgres;

/// <summary>Deletes runs that have been over for long enough. All owners do it beside each other: none waits for what another deletes.</summary>
sealed class RetentionLoop(StoreDatabase database, TimeSpan age, TimeProvider time)
{
    const int AtOnce = 100;

    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Ends with the handle.</summary>
    public async Task DeleteAsync()
    {
        var pause = age / 10 < LongestPause ? age / 10 : LongestPause;
        var ending = database.Life.Ending;
        try
        {
            while (true)
            {
                while (await DeleteSomeAsync().ConfigureAwait(false) == AtOnce)
                {
                }

                await Task.Delay(pause > TimeSpan.FromSeconds(1) ? pause : TimeSpan.FromSeconds(1), time, ending).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException || ending.IsCancellationRequested)
        {
        }
    }

    async Task<int> DeleteSomeAsync()
    {
        try
        {
            return await database.TryAsync(null, async (connection, cancel) =>
            {
                await using var command = new NpgsqlCommand("SELECT delete_over($1, $2, $3)", connection);
                command.Parameters.Add(database.Now());
                command.Parameters.Add(new() { Value = age.Ticks });
                command.Parameters.Add(new() { Value = AtOnce });
                return (int)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
            }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (WeaveException)
        {
            return 0; // another time
        }
    }
}

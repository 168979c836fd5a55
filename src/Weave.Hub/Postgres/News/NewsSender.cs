using System.Text;
using Npgsql;

namespace Weave.Postgres;

/// <summary>
/// Tells the other handles what this one has written, after it is durable: in the transaction itself NOTIFY would make all commits of the database wait for each other. What happens while one
/// message is on its way goes into the next. A message that a crash swallows is what the others poll for.
/// </summary>
sealed class NewsSender(StoreDatabase database)
{
    /// <summary>PostgreSQL takes payloads below 8,000 bytes.</summary>
    const int MostBytes = 7900;

    readonly Lock gate = new();
    readonly HashSet<string> runs = new(StringComparer.Ordinal);
    bool anyRun;
    bool runnable;
    bool hubs;
    int size;
    Task sending = Task.CompletedTask;

    public void Send(StoreChange change)
    {
        lock (gate)
        {
            foreach (var run in change.Runs ?? [])
            {
                if (!anyRun && runs.Add(run))
                    size += (Encoding.UTF8.GetByteCount(run) * 6) + 3; // a character of JSON has six bytes at most
            }

            anyRun |= change.Runs is null || size > MostBytes * 4;
            runnable |= change.Runnable;
            hubs |= change.Hubs;
            if (sending.IsCompleted)
                sending = Task.Run(SendAsync);
        }
    }

    /// <summary>Completes when all is sent that there was to send.</summary>
    public Task SettledAsync()
    {
        lock (gate)
            return sending;
    }

    async Task SendAsync()
    {
        while (Take() is { } payload)
        {
            try
            {
                await database.TryAsync(null, async (connection, cancel) =>
                {
                    await using var command = new NpgsqlCommand("SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)", connection);
                    command.Parameters.Add(new() { Value = database.Channel });
                    command.Parameters.Add(new() { Value = payload });
                    await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
                    return true;
                }, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WeaveException or ObjectDisposedException or OperationCanceledException)
            {
                // The others look by themselves before long.
            }
        }
    }

    string? Take()
    {
        lock (gate)
        {
            if (runs.Count == 0 && !anyRun && !runnable && !hubs)
            {
                sending = Task.CompletedTask;
                return null;
            }

            var payload = NewsMessage.Write(database.Name, new(anyRun ? null : runs, [], runnable, hubs));
            if (Encoding.UTF8.GetByteCount(payload) > MostBytes)
                payload = NewsMessage.Write(database.Name, new(null, [], runnable, hubs));
            runs.Clear();
            (anyRun, runnable, hubs, size) = (false, false, false, 0);
            return payload;
        }
    }
}

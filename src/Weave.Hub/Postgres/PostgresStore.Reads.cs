using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <content>What is read.</content>
public sealed partial class PostgresStore
{
    int looking;
    long horizon;

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(ReadAsync(run, (connection, giveUp) => RunReads.FindAsync(connection, NameKey.Of(run), giveUp), cancel));
    }

    /// <inheritdoc/>
    public ValueTask<StoredRun> LoadAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(ReadAsync(run, (connection, giveUp) => RunReads.LoadAsync(connection, run, giveUp), cancel));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InboxMessage>> InboxAsync(string run, CancellationToken cancel = default)
    {
        StoreRules.CheckName(run, "run id");
        return new(ReadAsync(run, (connection, giveUp) => RunReads.InboxAsync(connection, run, giveUp), cancel));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyCollection<string>?> UnreadAsync(CancellationToken cancel = default) =>
        await ReadAsync(null, RunReads.UnreadAsync, cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, CancellationToken cancel = default) =>
        RunPage.QueryAsync(query, (states, after, limit, stop) => ReadAsync(null, (connection, giveUp) => QueryPage.ReadAsync(connection, Path, states, after, limit, giveUp), stop), cancel);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetBlobAsync(BlobHash hash, CancellationToken cancel = default)
    {
        StoreRules.CheckHash(hash);
        return new(ReadAsync(null, (connection, giveUp) => RunReads.BlobAsync(connection, hash, giveUp), cancel));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var run in PagedAsync(ItemReads.RunsAsync, cancel).ConfigureAwait(false))
        {
            foreach (var item in await ReadAsync(run, (connection, giveUp) => ItemReads.OfRunAsync(connection, Path, run, giveUp), cancel).ConfigureAwait(false))
                yield return item;
        }

        await foreach (var hash in PagedAsync(ItemReads.BlobsAsync, cancel).ConfigureAwait(false))
        {
            if (await ReadAsync(null, (connection, giveUp) => ItemReads.BlobAsync(connection, Path, new(hash), giveUp), cancel).ConfigureAwait(false) is { } blob)
                yield return blob;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> RewriteAsync(Func<StoredItem, byte[]?> rewrite, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        OwnersOnly(cancel);
        long replaced = 0;
        await foreach (var item in ItemsAsync(cancel).ConfigureAwait(false))
        {
            if (item.Damage is not null || rewrite(item) is not { } bytes)
                continue;
            life.Reach("rewrite.begun");
            if (await database.TryAsync(item.Run, (connection, giveUp) => ItemReads.ReplaceAsync(connection, item, bytes, giveUp), cancel).ConfigureAwait(false))
                replaced++;
            life.Reach("rewrite.durable");
        }

        return replaced;
    }

    /// <inheritdoc/>
    public async ValueTask<long> ChangedAsync(long seen, CancellationToken cancel = default) => (await NewsAsync(seen, cancel).ConfigureAwait(false)).Version;

    /// <inheritdoc/>
    public async ValueTask<StoreNews> NewsAsync(long seen, CancellationToken cancel = default)
    {
        life.ThrowIfClosed();
        if (board.Since(seen) is { } news)
            return news;
        poll.Enter();
        try
        {
            return await board.WaitAsync(seen, cancel).ConfigureAwait(false);
        }
        finally
        {
            poll.Leave();
        }
    }

    Task<T> ReadAsync<T>(string? run, Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        Open(cancel);
        return database.TryAsync(run, read, cancel);
    }

    async IAsyncEnumerable<string> PagedAsync(Func<NpgsqlConnection, string, CancellationToken, Task<List<string>>> page, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var after = ""; ;)
        {
            var names = await ReadAsync(null, (connection, giveUp) => page(connection, after, giveUp), cancel).ConfigureAwait(false);
            if (names.Count == 0)
                yield break;
            foreach (var name in names)
                yield return name;
            after = names[^1];
        }
    }

    /// <summary>Sees whether any inbox has got anything since the last look; runs to claim and hubs that come and go are looked for in any case. One look at a time is enough; that it fails says nothing that waiting calls will not say.</summary>
    void Look()
    {
        if (Interlocked.Exchange(ref looking, 1) == 0)
            _ = LookAsync();

        async Task LookAsync()
        {
            try
            {
                var now = await database.TryAsync(null, async (connection, cancel) =>
                {
                    await using var command = new NpgsqlCommand("SELECT last_value FROM inbox_position_seq", connection);
                    return (long)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
                }, CancellationToken.None).ConfigureAwait(false);
                if (now != horizon)
                    board.Add(StoreChange.Anything);
                horizon = now;
            }
            catch (Exception e) when (e is WeaveException or ObjectDisposedException or OperationCanceledException)
            {
            }
            finally
            {
                Volatile.Write(ref looking, 0);
            }
        }
    }
}

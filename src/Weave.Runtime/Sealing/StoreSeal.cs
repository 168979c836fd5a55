using Weave.Storage;

namespace Weave.Sealing;

/// <summary>Seals and opens what a store holds. What is not sealed passes as it is: it was written before there were keys, and re-encryption comes to it.</summary>
sealed class StoreSeal(KeyRing? keys)
{
    internal KeyRing? Keys => keys;

    /// <summary>The key that something in a store is sealed with, or null if it is not sealed.</summary>
    internal static string? KeyOf(StoredItem item) =>
        item.Bytes.Span is var bytes && item.Kind == StoredItemKind.Checkpoint
            ? SealedCheckpoint.Is(bytes) ? SealedCheckpoint.KeyOf(bytes, item.Run) : null
            : SealedBytes.Are(bytes) ? SealedBytes.KeyOf(bytes, item.Run) : null;

    internal StoredCheckpoint Seal(StoredCheckpoint checkpoint) =>
        keys is null || SealedCheckpoint.Is(checkpoint.Bytes.Span) ? checkpoint : checkpoint with { Bytes = SealCheckpoint(checkpoint.Bytes.Span) };

    internal InboxMessage Seal(InboxMessage message) => message with { Payload = Seal(message.Payload, PlaceOfMessage(message.Run, message.Id)) };

    internal ReadOnlyMemory<byte> SealOutcome(string run, ReadOnlyMemory<byte> outcome) => Seal(outcome, PlaceOfOutcome(run));

    /// <summary>A blob sealed in the one way that its content allows, so that equal blobs stay one.</summary>
    internal ReadOnlyMemory<byte> SealBlob(ReadOnlyMemory<byte> content, BlobHash name)
    {
        if (keys is null || SealedBytes.Are(content.Span))
            return content;
        var (key, nonce) = keys.Sealer.For(content.Span);
        return SealedBytes.Seal(content.Span, PlaceOfBlob(name.Hex), key, nonce);
    }

    internal StoredCheckpoint Open(StoredCheckpoint checkpoint, string run) =>
        SealedCheckpoint.Is(checkpoint.Bytes.Span)
            ? checkpoint with { Bytes = SealedCheckpoint.Open(checkpoint.Bytes.Span, SealerFor(SealedCheckpoint.KeyOf(checkpoint.Bytes.Span, run), run), run) }
            : checkpoint;

    /// <summary>A run with everything of it open.</summary>
    internal StoredRun Open(StoredRun stored) => stored with
    {
        Checkpoints = [.. stored.Checkpoints.Select(c => Open(c, stored.Record.Run))],
        Inbox = [.. stored.Inbox.Select(m => m with { Payload = OpenMessage(m.Run, m.Id, m.Payload) })],
    };

    internal ReadOnlyMemory<byte> OpenMessage(string run, string id, ReadOnlyMemory<byte> payload) => Open(payload, PlaceOfMessage(run, id), run);

    internal ReadOnlyMemory<byte> OpenOutcome(string run, ReadOnlyMemory<byte> outcome) => Open(outcome, PlaceOfOutcome(run), run);

    internal ReadOnlyMemory<byte> OpenBlob(ReadOnlyMemory<byte> content, BlobHash name) => Open(content, PlaceOfBlob(name.Hex), run: null);

    /// <summary>The plain bytes of an item.</summary>
    internal ReadOnlyMemory<byte> Open(StoredItem item) => item.Kind switch
    {
        StoredItemKind.Checkpoint => Open(new StoredCheckpoint(item.Name, item.Sequence, -1, item.Bytes), item.Run!).Bytes,
        StoredItemKind.Message => OpenMessage(item.Run!, item.Name, item.Bytes),
        StoredItemKind.Outcome => OpenOutcome(item.Run!, item.Bytes),
        _ => OpenBlob(item.Bytes, new BlobHash(item.Name)),
    };

    /// <summary>Renews everything, then looks what is left.</summary>
    internal async Task<Reencryption> ReencryptAsync(IRunStore store, CancellationToken cancel)
    {
        var replaced = await store.RewriteAsync(Renew, cancel).ConfigureAwait(false);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var (plain, unreadable) = (0L, 0L);
        await foreach (var item in store.ItemsAsync(cancel).ConfigureAwait(false))
        {
            try
            {
                if (item.Damage is not null)
                    unreadable++;
                else if (KeyOf(item) is { } key)
                    used.Add(key);
                else if (!item.Bytes.IsEmpty)
                    plain++;
            }
            catch (WeaveException)
            {
                unreadable++;
            }
        }

        return new Reencryption(replaced, [.. used], plain, unreadable);
    }

    /// <summary>The item under the current key; null if it is that already, or empty, or cannot be opened.</summary>
    internal byte[]? Renew(StoredItem item)
    {
        if (keys is null || item.Bytes.IsEmpty)
            return null;
        try
        {
            if (KeyOf(item) == keys.Current)
                return null;
            var plain = Open(item);
            return item.Kind switch
            {
                StoredItemKind.Checkpoint => SealCheckpoint(plain.Span),
                StoredItemKind.Message => Seal(plain, PlaceOfMessage(item.Run!, item.Name)).ToArray(),
                StoredItemKind.Outcome => Seal(plain, PlaceOfOutcome(item.Run!)).ToArray(),
                _ => SealBlob(plain, new BlobHash(item.Name)).ToArray(),
            };
        }
        catch (WeaveException)
        {
            // Its key is not here, or it is damaged: it stays what it is, and whoever needs it meets the error.
            return null;
        }
    }

    ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> content, string place)
    {
        if (keys is null || content.IsEmpty || SealedBytes.Are(content.Span))
            return content;
        var (key, nonce) = keys.Sealer.Next();
        return SealedBytes.Seal(content.Span, place, key, nonce);
    }

    byte[] SealCheckpoint(ReadOnlySpan<byte> plain)
    {
        var (key, nonce) = keys!.Sealer.Next();
        return SealedCheckpoint.Seal(plain, key, nonce);
    }

    ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> content, string place, string? run) =>
        SealedBytes.Are(content.Span) ? SealedBytes.Open(content.Span, place, SealerFor(SealedBytes.KeyOf(content.Span, run), run), run) : content;

    Sealer SealerFor(string key, string? run) => keys?.Sealer ?? throw new EncryptionKeyException(key, $"It is encrypted with the key '{key}', and there are no keys.", run);

    static string PlaceOfMessage(string run, string id) => $"message\n{run}\n{id}";

    static string PlaceOfOutcome(string run) => $"outcome\n{run}";

    static string PlaceOfBlob(string name) => $"blob\n{name}";
}

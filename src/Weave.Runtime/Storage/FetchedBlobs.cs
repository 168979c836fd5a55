using Weave.Sealing;

namespace Weave.Storage;

/// <summary>The blobs that a run's checkpoints name, read before the checkpoints are. What could not be read is an error for whoever needs it.</summary>
sealed class FetchedBlobs
{
    readonly Dictionary<BlobHash, ReadOnlyMemory<byte>> contents = [];
    readonly Dictionary<BlobHash, WeaveException> errors = [];
    readonly string run;

    FetchedBlobs(string run) => this.run = run;

    /// <summary>Reads them.</summary>
    public static async Task<FetchedBlobs> OfAsync(IRunStore store, StoreSeal seal, string run, IEnumerable<StoredCheckpoint> checkpoints, CancellationToken cancel = default)
    {
        var fetched = new FetchedBlobs(run);
        foreach (var name in checkpoints.SelectMany(static c => c.Blobs).Distinct())
        {
            try
            {
                if (await store.GetBlobAsync(name, cancel).ConfigureAwait(false) is { } content)
                    fetched.contents.Add(name, seal.OpenBlob(content, name));
            }
            catch (WeaveException e) when (e is CorruptStoreException or CorruptStateException or EncryptionKeyException)
            {
                fetched.errors.Add(name, e);
            }
        }

        return fetched;
    }

    /// <summary>The content of a blob, or null if it was not there.</summary>
    public ReadOnlyMemory<byte>? Find(BlobHash name) => errors.GetValueOrDefault(name) switch
    {
        null => contents.TryGetValue(name, out var content) ? content : null,
        EncryptionKeyException e => throw new EncryptionKeyException(e.KeyId, e.Message, run),
        var e => throw new CorruptStateException($"The blob {name}, which holds a part of its state, cannot be read: {e.Message}", run, e),
    };
}

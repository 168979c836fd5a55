using System.Collections.Immutable;

namespace Weave.Storage;

/// <summary>Everything a memory store holds, immutable.</summary>
sealed record MemoryRoot
{
    public static MemoryRoot Empty { get; } = new();

    public ImmutableSortedDictionary<string, MemoryRun> Runs { get; init; } = ImmutableSortedDictionary.Create<string, MemoryRun>(Utf8Order.Instance);

    public ImmutableSortedDictionary<string, MemoryBlob> Blobs { get; init; } = ImmutableSortedDictionary.Create<string, MemoryBlob>(StringComparer.Ordinal);

    public ImmutableList<string> Symbols { get; init; } = [];

    public ImmutableDictionary<string, int> Numbers { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    public MemoryRun Run(string id) => Runs.GetValueOrDefault(id) ?? throw new RunNotFoundException(id);

    /// <summary>The root with a run as it is now; the uses of blobs follow.</summary>
    public MemoryRoot With(MemoryRun run, DateTimeOffset now)
    {
        var blobs = Blobs;
        foreach (var hash in run.BlobsUsed)
            blobs = blobs.SetItem(hash.Hex, blobs.TryGetValue(hash.Hex, out var blob) ? blob with { Uses = blob.Uses + 1 } : throw new BlobMissingException(hash.Hex));
        foreach (var hash in Runs.GetValueOrDefault(run.Record.Run)?.BlobsUsed ?? [])
            blobs = blobs.SetItem(hash.Hex, blobs[hash.Hex] with { Uses = blobs[hash.Hex].Uses - 1, Since = now });
        return this with { Runs = Runs.SetItem(run.Record.Run, run), Blobs = blobs };
    }

    /// <summary>The root with a blob, and without those that nobody has named for long enough.</summary>
    public MemoryRoot With(string hash, byte[] content, DateTimeOffset now)
    {
        var blob = Blobs.TryGetValue(hash, out var known) ? known with { Since = now } : new MemoryBlob(content, 0, now);
        return (this with { Blobs = Blobs.SetItem(hash, blob) }).Collected(now);
    }

    public MemoryRoot Collected(DateTimeOffset now)
    {
        var due = Blobs.Where(b => b.Value.IsDue(now)).Select(b => b.Key).Take(StoreRules.CollectedAtOnce).ToList();
        return due.Count == 0 ? this : this with { Blobs = Blobs.RemoveRange(due) };
    }

    public MemoryRoot WithoutOwners() =>
        this with { Runs = Runs.SetItems(Runs.Where(r => r.Value.Record.Owner is not null).Select(r => KeyValuePair.Create(r.Key, r.Value.Released()))) };
}

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

    /// <summary>The members, where several hubs own the store.</summary>
    public ImmutableSortedDictionary<string, MemoryHub> Hubs { get; init; } = ImmutableSortedDictionary.Create<string, MemoryHub>(Utf8Order.Instance);

    /// <summary>The last number that was given to a membership.</summary>
    public long Incarnations { get; init; }

    /// <summary>Runs that this change is about, until it is published.</summary>
    public ImmutableSortedSet<string> Touched { get; init; } = ImmutableSortedSet.Create<string>(Utf8Order.Instance);

    public MemoryRun Run(string id) => Runs.GetValueOrDefault(id) ?? throw new RunNotFoundException(id);

    /// <summary>The root with a run as it is now; the uses of blobs follow.</summary>
    public MemoryRoot With(MemoryRun run, DateTimeOffset now)
    {
        var blobs = Blobs;
        foreach (var hash in run.BlobsUsed)
            blobs = blobs.SetItem(hash.Hex, blobs.TryGetValue(hash.Hex, out var blob) ? blob with { Uses = blob.Uses + 1 } : throw new BlobMissingException(hash.Hex));
        foreach (var hash in Runs.GetValueOrDefault(run.Record.Run)?.BlobsUsed ?? [])
            blobs = blobs.SetItem(hash.Hex, blobs[hash.Hex] with { Uses = blobs[hash.Hex].Uses - 1, Since = now });
        return this with { Runs = Runs.SetItem(run.Record.Run, run), Blobs = blobs, Touched = Touched.Add(run.Record.Run) };
    }

    /// <summary>The root with a blob, and without those that nobody has named for long enough.</summary>
    public MemoryRoot With(string hash, ReadOnlyMemory<byte> content, DateTimeOffset now)
    {
        var blob = Blobs.TryGetValue(hash, out var known) ? known with { Since = now } : new MemoryBlob(content.ToArray(), 0, now);
        return (this with { Blobs = Blobs.SetItem(hash, blob) }).Collected(now);
    }

    public MemoryRoot Collected(DateTimeOffset now)
    {
        var due = Blobs.Where(b => b.Value.IsDue(now)).Select(b => b.Key).Take(StoreRules.CollectedAtOnce).ToList();
        return due.Count == 0 ? this : this with { Blobs = Blobs.RemoveRange(due) };
    }

    public IReadOnlyList<HubRecord> HubRecords(DateTimeOffset now) => [.. Hubs.Values.Select(h => h.Record(now))];

    public MemoryRoot WithoutOwners() => With(static run => run.Record.Owner is not null, static run => run.Released());

    /// <summary>The root without a membership; what is claimed under it is free.</summary>
    public MemoryRoot Without(MemoryHub hub) => (this with { Hubs = Hubs.Remove(hub.Info.Id) }).With(run => run.Incarnation == hub.Incarnation, static run => run.Freed());

    /// <summary>The root with the attempts given back of what was freed when this membership ended, and is free still.</summary>
    public MemoryRoot GivenBack(MemoryHub hub) => With(run => run.Incarnation == hub.Incarnation && run.Record.Owner is null, static run => run.GivenBack());

    /// <summary>The root without the members whose lease has ended: whoever claims evicts them.</summary>
    public MemoryRoot Evicted(DateTimeOffset now) => Hubs.Values.Where(h => h.LeaseEnd <= now).Aggregate(this, static (root, hub) => root.Without(hub));

    MemoryRoot With(Func<MemoryRun, bool> which, Func<MemoryRun, MemoryRun> change)
    {
        var changed = Runs.Where(r => which(r.Value)).Select(r => KeyValuePair.Create(r.Key, change(r.Value))).ToList();
        return changed.Count == 0 ? this : this with { Runs = Runs.SetItems(changed), Touched = Touched.Union(changed.Select(static r => r.Key)) };
    }
}

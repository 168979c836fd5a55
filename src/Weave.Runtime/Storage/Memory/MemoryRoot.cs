using System.Collections.Immutable;

namespace Weave.Storage;

/// <summary>Everything a memory store holds, immutable.</summary>
sealed record MemoryRoot
{
    public static MemoryRoot Empty { get; } = new();

    public ImmutableSortedDictionary<string, MemoryRun> Runs { get; init; } = ImmutableSortedDictionary.Create<string, MemoryRun>(Utf8Order.Instance);

    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Blobs { get; init; } = ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    public ImmutableList<string> Symbols { get; init; } = [];

    public ImmutableDictionary<string, int> Numbers { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    public MemoryRun Run(string id) => Runs.GetValueOrDefault(id) ?? throw new RunNotFoundException(id);

    public MemoryRoot With(MemoryRun run) => this with { Runs = Runs.SetItem(run.Record.Run, run) };

    public MemoryRoot WithoutOwners() =>
        this with { Runs = Runs.SetItems(Runs.Where(r => r.Value.Record.Owner is not null).Select(r => KeyValuePair.Create(r.Key, r.Value.Released()))) };
}

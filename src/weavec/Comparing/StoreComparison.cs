using Weave.Checkpoints;
using Weave.Contracts;
using Weave.Storage;

namespace Weave.Tool.Comparing;

/// <summary>Tries newer code on the runs that a store really holds, without running any: all that a run has saved names the schema it was saved in.</summary>
sealed class StoreComparison(IRunStore store, ContractSet now, CancellationToken cancel)
{
    static readonly RunState[] inFlight = [RunState.Ready, RunState.Waiting, RunState.Failed, RunState.Quarantined];

    readonly Symbols symbols = new(store);
    readonly Dictionary<string, Finding?> known = new(StringComparer.Ordinal);

    /// <summary>What becomes of each run in flight.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync()
    {
        var rows = new List<RunRow>();
        await foreach (var record in store.QueryAsync(new RunQuery { States = inFlight }, cancel))
            rows.Add(await RowAsync(record));
        return rows;
    }

    async Task<RunRow> RowAsync(RunRecord record)
    {
        try
        {
            var run = await store.LoadAsync(record.Run, cancel);
            var findings = new List<Finding>();
            string? at = null;
            foreach (var strand in run.Checkpoints.GroupBy(static c => c.Strand))
            {
                var (frames, types) = Saved(strand, record.Run);
                at ??= frames.Count == 0 ? null : frames[^1].Cut;
                findings.AddRange(frames.Select(Of).Concat(types.Select(Of)).OfType<Finding>());
            }

            if (run.Checkpoints.Count == 0)
                findings.AddRange(Of(record));
            var worst = findings.Select(static f => f.Verdict).DefaultIfEmpty(Verdict.Identical).Max();
            return new(record.Run, record.Function, record.State, at, worst, [.. findings.Where(static f => f.Verdict != Verdict.Identical).Select(static f => $"{f.Subject}: {f.Why}").Distinct()]);
        }
        catch (WeaveException e)
        {
            return new(record.Run, record.Function, record.State, null, null, [e.Message]);
        }
    }

    /// <summary>The frames of a strand as its chain leaves them, outermost first, and the types of everything it holds.</summary>
    (IReadOnlyList<CutContract> Frames, IReadOnlyList<TypeContract> Types) Saved(IEnumerable<StoredCheckpoint> chain, string run)
    {
        var frames = new List<CutContract>();
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var checkpoint in chain.OrderBy(static c => c.Sequence))
        {
            var reader = CheckpointReader.Open(checkpoint.Bytes, symbols, run);
            frames.RemoveRange(Math.Min(reader.KeptFrames, frames.Count), frames.Count - Math.Min(reader.KeptFrames, frames.Count));
            frames.AddRange(reader.Frames.Select(static f => new CutContract(f.Function, f.Cut, f.Anchor, Member.ParseList(f.Contract))));
            types.UnionWith(reader.Schemas.Where(static text => !text.Contains('\n')));
        }

        return (frames, [.. types.Select(TypeContract.Parse)]);
    }

    /// <summary>What the runtime itself saves, it reads.</summary>
    Finding? Of(CutContract cut) => cut.Function.StartsWith("Weave.", StringComparison.Ordinal) ? null : Known(cut.ToSchema(), new() { Cuts = [cut] });

    /// <summary>A type of the runtime, or with a codec of its own, is not in contracts: what it holds is.</summary>
    Finding? Of(TypeContract type) => type.Kind is TypeKind.Known or TypeKind.Custom ? null : Known(type.Text, new() { Types = [type] });

    /// <summary>A run that has not begun is its arguments: they are read by the entry of its function.</summary>
    IEnumerable<Finding> Of(RunRecord record)
    {
        var entry = now.Cuts.FirstOrDefault(cut => cut.Function == record.Function && !cut.Cut.Contains('/'));
        return entry is null && !record.Function.Contains(" with ", StringComparison.Ordinal) ? [.. new[] { Known(record.Function, new() { Cuts = [new(record.Function, record.Function, "", [])] }) }.OfType<Finding>()] : [];
    }

    Finding? Known(string key, ContractSet saved)
    {
        if (!known.TryGetValue(key, out var finding))
            known.Add(key, finding = Compatibility.Compare(saved, now).Single());
        return finding;
    }

    /// <summary>The texts of a store.</summary>
    sealed class Symbols(IRunStore store) : State.ISymbolTable
    {
        public int Intern(string text) => throw new NotSupportedException("Nothing is written here.");

        public string? Lookup(int number) => store.Lookup(number);
    }
}

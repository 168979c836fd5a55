using Weave.Checkpoints;
using Weave.Contracts;
using Weave.Inspection;
using Weave.Storage;

namespace Weave.Tool.Comparing;

/// <summary>Tries newer code on the runs that a store really holds, without running any: all that a run has saved names the schema it was saved in.</summary>
sealed class StoreComparison(IRunStore store, KeyRing? keys, ContractSet now, CancellationToken cancel)
{
    static readonly RunState[] inFlight = [RunState.Ready, RunState.Waiting, RunState.Failed, RunState.Quarantined];

    readonly StoreInspector inspector = new(store, keys);
    readonly Dictionary<string, IReadOnlyList<Finding>> known = new(StringComparer.Ordinal);

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
            var frames = new List<CutContract>();
            var types = new HashSet<string>(StringComparer.Ordinal);
            foreach (var strand in run.Checkpoints.GroupBy(static c => c.Strand))
                Add(strand, record.Run, frames, types);
            types.UnionWith(inspector.UntakenSchemas(run));
            var at = frames.Count == 0 ? null : frames[^1].Cut;
            if (run.Checkpoints.Count == 0 && IsGone(record.Function))
                frames.Add(new(record.Function, record.Function, "", []));
            var findings = Findings(frames, types);
            var worst = findings.Select(static f => f.Verdict).DefaultIfEmpty(Verdict.Identical).Max();
            return new(record.Run, record.Function, record.State, at, worst, [.. findings.Where(static f => f.Verdict != Verdict.Identical).Select(static f => $"{f.Subject}: {f.Why}").Distinct()]);
        }
        catch (WeaveException e)
        {
            return new(record.Run, record.Function, record.State, null, null, [e.Message]);
        }
    }

    /// <summary>Adds the frames of a strand as its chain leaves them, outermost first, and the types of everything that the chain holds.</summary>
    void Add(IEnumerable<StoredCheckpoint> chain, string run, List<CutContract> frames, HashSet<string> types)
    {
        var outer = frames.Count;
        foreach (var reader in CheckpointReader.OpenAll(chain.OrderBy(static c => c.Sequence).Select(c => inspector.Open(c, run)), inspector.Symbols, run))
        {
            var kept = Math.Min(outer + reader.KeptFrames, frames.Count);
            frames.RemoveRange(kept, frames.Count - kept);
            frames.AddRange(reader.Frames.Select(static f => new CutContract(f.Function, f.Cut, f.Anchor, Member.ParseList(f.Contract))));
            types.UnionWith(reader.Schemas.Where(static text => !text.Contains('\n')));
        }
    }

    /// <summary>What becomes of all that a run has saved; runs that wait at the same place have saved the same.</summary>
    IReadOnlyList<Finding> Findings(IEnumerable<CutContract> frames, IEnumerable<string> types)
    {
        // What the runtime itself saves, it reads. A type of the runtime, or with a codec of its own, is not in contracts: what it holds is.
        var cuts = frames.Where(static cut => !cut.Function.StartsWith("Weave.", StringComparison.Ordinal)).ToList();
        var layouts = types.Select(TypeContract.Parse).Where(static type => type.Kind is not (TypeKind.Known or TypeKind.Custom)).ToList();
        var key = string.Join('\0', cuts.Select(static cut => cut.ToSchema()).Concat(layouts.Select(static type => type.Text).Order(StringComparer.Ordinal)));
        if (!known.TryGetValue(key, out var findings))
            known.Add(key, findings = Compatibility.Compare(new() { Cuts = cuts, Types = layouts }, now));
        return findings;
    }

    /// <summary>A run that has not begun is its arguments; what it needs is its function.</summary>
    bool IsGone(string function) => Compatibility.Compare(new() { Cuts = [new(function, "", "", [])] }, now)[0].Why == "The method is gone.";
}

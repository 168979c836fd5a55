using Weave.Contracts;

namespace Weave.Tool.Comparing;

/// <summary>What newer code makes of what older code saved.</summary>
/// <param name="Old">What was compared.</param>
/// <param name="New">With what.</param>
/// <param name="Rows">Each cut and type of the older one.</param>
/// <param name="Runs">The runs in flight of a store; null if none was asked for.</param>
sealed record DiffReport(string Old, string New, IReadOnlyList<DiffRow> Rows, IReadOnlyList<RunRow>? Runs)
{
    /// <summary>Grows when readers of the JSON would have to change.</summary>
    public int Version => 1;

    /// <summary>The worst that there is: of the runs where a store was asked, of all cuts and types else. A run that cannot be read is as bad as one that cannot go on.</summary>
    public Verdict Worst => Runs is null
        ? Rows.Select(static row => row.Verdict).DefaultIfEmpty(Verdict.Identical).Max()
        : Runs.Select(static run => run.Verdict ?? Verdict.Incompatible).DefaultIfEmpty(Verdict.Identical).Max();
}

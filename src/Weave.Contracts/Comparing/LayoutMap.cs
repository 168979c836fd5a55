namespace Weave.Contracts;

/// <summary>How values in one layout are read as values in another.</summary>
/// <param name="Verdict">Whether they are.</param>
/// <param name="Why">What differs, sentences; empty when nothing does.</param>
/// <param name="Members">For each member of the new layout, its source; empty unless it maps.</param>
/// <param name="Kept">Indexes of old members that nothing reads: they are kept aside and written back.</param>
public sealed record LayoutMap(Verdict Verdict, string Why, IReadOnlyList<MemberSource> Members, IReadOnlyList<int> Kept)
{
    /// <summary>Two layouts that are one.</summary>
    public static LayoutMap Identical { get; } = new(Verdict.Identical, "", [], []);

    internal static LayoutMap Refused(Verdict verdict, string why) => new(verdict, why, [], []);
}

namespace Weave.Contracts;

/// <summary>The verdict on one cut or type.</summary>
/// <param name="Old">What older code saved; exactly one of cut and type is set.</param>
/// <param name="OldType">The type that older code saved.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="Why">What differs, sentences; empty when nothing does.</param>
public sealed record Finding(CutContract? Old, TypeContract? OldType, Verdict Verdict, string Why)
{
    /// <summary>What it is about: the cut with its function, or the type.</summary>
    public string Subject => Old is { } cut ? $"{cut.Function} | {cut.Cut}" : OldType!.Name;
}

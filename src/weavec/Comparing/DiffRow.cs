using Weave.Contracts;

namespace Weave.Tool.Comparing;

/// <summary>What becomes of one cut or type.</summary>
/// <param name="Function">The function; null for a type.</param>
/// <param name="Subject">The cut or type.</param>
/// <param name="Verdict">Whether what was saved of it can be read.</param>
/// <param name="Why">What differs.</param>
sealed record DiffRow(string? Function, string Subject, Verdict Verdict, string Why)
{
    /// <summary>That of a finding.</summary>
    public static DiffRow Of(Finding finding) => new(finding.Old?.Function, finding.Old?.Cut ?? finding.OldType!.Name, finding.Verdict, finding.Why);
}

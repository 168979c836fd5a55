using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>A section of a switch.</summary>
/// <param name="Labels">Its labels; none holds a cut.</param>
/// <param name="Bound">The variables of its labels that its statements mention; they are declared in <paramref name="Body"/>.</param>
/// <param name="Body">Its statements.</param>
/// <param name="Target">The label that <c>goto case</c> jumps to instead, or null.</param>
public sealed record SwitchSection(EquatableArray<SwitchLabel> Labels, EquatableArray<BoundVariable> Bound, BlockNode Body, string? Target)
{
    /// <summary>True if the section is chosen when no label matches.</summary>
    public bool IsDefault => Labels.Any(static l => l.Text == SwitchLabel.Default);
}

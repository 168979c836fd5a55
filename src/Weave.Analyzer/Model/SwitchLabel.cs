namespace Weave.Analyzer.Model;

/// <summary>A label of a switch section.</summary>
/// <param name="Text">From <c>case</c> to the guard, without the colon.</param>
/// <param name="Effect">What its pattern and guard read.</param>
public sealed record SwitchLabel(string Text, Effect Effect)
{
    /// <summary>The text of a label without a pattern.</summary>
    public const string Default = "default";
}

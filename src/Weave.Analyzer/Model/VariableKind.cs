namespace Weave.Analyzer.Model;

/// <summary>Where a variable comes from.</summary>
public enum VariableKind
{
    /// <summary>A parameter of the method.</summary>
    Parameter,

    /// <summary>A local of the source.</summary>
    Local,

    /// <summary>An operand that has to be evaluated before a cut in the same expression.</summary>
    Spill,

    /// <summary>The position of a foreach over a list.</summary>
    ListCursor,
}

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

    /// <summary>The enumerator of a foreach: a frame holds a cursor instead.</summary>
    Cursor,
}

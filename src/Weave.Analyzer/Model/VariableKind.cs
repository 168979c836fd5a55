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

    /// <summary>What a handler recorded, or an exception or jump that waits for a finally block. At a cut that does not save it, it is unset.</summary>
    Kept,

    /// <summary>A ref local of the source: never saved, and made again before each use.</summary>
    Reference,

    /// <summary>A ref local of the source that may not be written through.</summary>
    ReadOnlyReference,

    /// <summary>The enumerator of a foreach: a frame holds a cursor instead.</summary>
    Cursor,
}

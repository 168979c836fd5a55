namespace Weave.Analyzer.Model;

/// <summary>How a statement may be left other than by completing normally.</summary>
[Flags]
public enum Jumps
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By break out of the enclosing loop or switch.</summary>
    Break = 1,

    /// <summary>By continue of the enclosing loop.</summary>
    Continue = 2,

    /// <summary>By return.</summary>
    Return = 4,

    /// <summary>It never completes normally.</summary>
    Always = 8,
}

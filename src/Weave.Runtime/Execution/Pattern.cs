using System.ComponentModel;

namespace Weave.Execution;

/// <summary>Helps resumed bodies with pattern variables: a pattern cannot assign a local that exists.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pattern
{
    /// <summary>Assigns, and is true.</summary>
    public static bool Set<T>(out T target, T value)
    {
        target = value;
        return true;
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>One idea of how to make an expression.</summary>
abstract class ExpressionMaker
{
    /// <summary>The feature whose weight it has.</summary>
    public abstract string Feature { get; }

    /// <summary>True if it can give this type here.</summary>
    public abstract bool Gives(Ty type, Place at);

    /// <summary>The expression, in parentheses where it needs them; null if nothing in scope fits after all.</summary>
    /// <param name="type">The type wanted.</param>
    /// <param name="at">Where.</param>
    /// <param name="depth">How deep its operands may be.</param>
    public abstract string? Make(Ty type, Place at, int depth);
}

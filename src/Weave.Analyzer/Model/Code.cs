namespace Weave.Analyzer.Model;

/// <summary>A piece of source text without cuts: an expression, or a statement.</summary>
/// <param name="Text">As the source has it.</param>
/// <param name="Hoisted">The same where the variables it declares are declared already (in a resumed body); equal to <paramref name="Text"/> when it declares none.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Pure">True if evaluating it twice is the same as once: it only reads.</param>
public sealed record Code(string Text, string Hoisted, Effect Effect, bool Pure)
{
    /// <summary>The line of the source, 1-based, on which the text begins; 0 for code that is no copy of source.</summary>
    public int Line { get; init; }
}

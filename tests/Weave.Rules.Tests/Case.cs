namespace Weave.Rules.Tests;

/// <summary>Source that a rule speaks of, or nearly.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Name">What the case is.</param>
/// <param name="Source">A file; what the prelude declares is there.</param>
/// <param name="Words">Words of the message; null for a near miss, of which the rule says nothing.</param>
/// <param name="At">The text that the rule points at, if that matters.</param>
public sealed record Case(string Rule, string Name, string Source, string? Words, string? At = null)
{
    /// <summary>Members of a partial class called Shop.</summary>
    public static Case In(string rule, string name, string members, string? words, string? at = null) => new(rule, name, $"public partial class Shop\n{{\n{members}\n}}\n", words, at);

    /// <summary>The contracts file of the project, if it has one.</summary>
    public string? Contracts { get; init; }

    public override string ToString() => $"{Rule} {Name}";
}

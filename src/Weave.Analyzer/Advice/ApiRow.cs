using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Advice;

/// <summary>Members of a type that a rule is about.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Type">Full name of the type, without type parameters. Types that derive from it or implement it count too.</param>
/// <param name="Members">Names, divided by spaces; <c>Send*</c> is a beginning, <c>*</c> is everything, <c>.ctor</c> a constructor.</param>
/// <param name="Remark">What to do about it, if the rule's message says so.</param>
sealed record ApiRow(DiagnosticDescriptor Rule, string Type, string Members, string Remark = "")
{
    readonly string[] members = Members.Split(' ');

    /// <summary>The type's name without its namespace.</summary>
    public string Name { get; } = Type.Substring(Type.LastIndexOf('.') + 1);

    public bool Names(string member) =>
        members.Any(m => m == member || (m[m.Length - 1] == '*' && member[0] != '.' && member.StartsWith(m.Substring(0, m.Length - 1), StringComparison.Ordinal)));
}

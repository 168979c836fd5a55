using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Ledger;

/// <summary>Kinds of syntax in words, for messages.</summary>
static class Words
{
    public static string Of(SyntaxKind kind)
    {
        var name = kind.ToString();
        foreach (var suffix in new[] { "Expression", "Statement", "Declaration" })
        {
            if (name.EndsWith(suffix, StringComparison.Ordinal))
                return Split(name.Substring(0, name.Length - suffix.Length)) + " " + suffix.ToLowerInvariant();
        }
        return Split(name);
    }

    static string Split(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}

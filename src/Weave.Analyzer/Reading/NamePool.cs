using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Reading;

/// <summary>Hands out names for generated locals that no identifier of the method bears, so that nothing of the source is hidden.</summary>
sealed class NamePool
{
    readonly HashSet<string> taken;

    public NamePool(SyntaxNode method) =>
        taken = new(method.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText), StringComparer.Ordinal);

    /// <summary>The name itself if it is free, else with as many underscores as it takes.</summary>
    public string Plain(string name)
    {
        while (!taken.Add(name))
            name += "_";
        return name;
    }

    /// <summary>The name with the next free number.</summary>
    public string Numbered(string name)
    {
        for (var i = 1; ; i++)
        {
            var candidate = name + i.ToString(CultureInfo.InvariantCulture);
            if (taken.Add(candidate))
                return candidate;
        }
    }

    /// <summary>A local's name made from a method's: <c>QuoteFrom</c> gives <c>quoteFrom1</c>.</summary>
    public string ForResult(string method) => Numbered(char.ToLowerInvariant(method[0]) + method.Substring(1));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>What lambdas and local functions of a body do to names: which names each local function mentions, and which any of them may write.</summary>
sealed record NestedFunctions(IReadOnlyDictionary<string, HashSet<string>> LocalFunctions, HashSet<string> Written)
{
    public static NestedFunctions Of(SyntaxNode body)
    {
        var functions = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in body.DescendantNodes())
        {
            if (node is LocalFunctionStatementSyntax local)
            {
                var mentioned = functions.TryGetValue(local.Identifier.ValueText, out var before) ? before : [];
                mentioned.UnionWith(Mentioned(local));
                functions[local.Identifier.ValueText] = mentioned;
            }
            if (node is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
                written.UnionWith(Writes.In(node));
        }
        Close(functions);
        return new(functions, written);
    }

    /// <summary>Every name in the code.</summary>
    public static IEnumerable<string> Mentioned(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText);

    /// <summary>A local function that calls another one also touches what that one touches.</summary>
    static void Close(Dictionary<string, HashSet<string>> functions)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var mentioned in functions.Values)
            {
                foreach (var other in mentioned.Where(functions.ContainsKey).ToList())
                {
                    var before = mentioned.Count;
                    mentioned.UnionWith(functions[other]);
                    changed |= mentioned.Count != before;
                }
            }
        }
    }
}

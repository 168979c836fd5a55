using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// What a body does to names behind its own back: which names each local function mentions, which any lambda or local function may write, and to which
/// references are kept.
/// </summary>
sealed record NestedFunctions(IReadOnlyDictionary<string, HashSet<string>> LocalFunctions, HashSet<string> Written, HashSet<string> Referenced)
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
                written.UnionWith(Writes.In(node).Except(Parameters(node)));
        }
        Close(functions);
        return new(functions, written, new(body.DescendantNodes().SelectMany(Referents).SelectMany(Writes.Named), StringComparer.Ordinal));
    }

    /// <summary>Places whose reference outlives the expression: that of a ref local, or one that a call may keep in what it returns.</summary>
    static IEnumerable<SyntaxNode> Referents(SyntaxNode node) => node switch
    {
        RefExpressionSyntax reference => [reference.Expression],
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } address => [address.Operand],
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.InKeyword, Parent.Parent: BaseObjectCreationExpressionSyntax } argument => [argument.Expression],
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.InKeyword, Parent.Parent: InvocationExpressionSyntax { Parent: not (ExpressionStatementSyntax or BinaryExpressionSyntax) } } argument => [argument.Expression],
        _ => [],
    };

    /// <summary>Every name in a nested function that is not one of its parameters: those hide what bears their name outside.</summary>
    public static IEnumerable<string> Mentioned(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText).Except(Parameters(node));

    /// <summary>Names of the parameters of a lambda or local function.</summary>
    public static IEnumerable<string> Parameters(SyntaxNode function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => [lambda.Parameter.Identifier.ValueText],
        ParenthesizedLambdaExpressionSyntax lambda => Names(lambda.ParameterList),
        AnonymousMethodExpressionSyntax { ParameterList: { } list } => Names(list),
        LocalFunctionStatementSyntax local => Names(local.ParameterList),
        _ => [],
    };

    static IEnumerable<string> Names(ParameterListSyntax list) => list.Parameters.Select(static p => p.Identifier.ValueText);

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

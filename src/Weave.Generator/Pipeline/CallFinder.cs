using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Reading;

namespace Weave.Generator.Pipeline;

/// <summary>Looks over a body for what may be a cut, without reading it.</summary>
static class CallFinder
{
    public static void Fill(Candidate candidate, CancellationToken cancel)
    {
        var body = (SyntaxNode?)candidate.Syntax.Body ?? candidate.Syntax.ExpressionBody;
        foreach (var node in body!.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            switch (node)
            {
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or AwaitExpressionSyntax or GotoStatementSyntax:
                    candidate.HasOwnCut = true;
                    break;
                case InvocationExpressionSyntax invocation when candidate.Semantics.GetSymbolInfo(invocation, cancel).Symbol is IMethodSymbol callee
                    && (!TaskTypes.IsTask(callee.ReturnType) || IsAwaited(invocation)):
                    candidate.Callees.Add(Twins.Definition(callee));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A task that is not awaited where it is made comes from a plain call, which is no cut.</summary>
    static bool IsAwaited(InvocationExpressionSyntax call)
    {
        SyntaxNode node = call;
        while (node.Parent is ParenthesizedExpressionSyntax
            || (node.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax }))
        {
            node = node.Parent is MemberAccessExpressionSyntax member ? member.Parent! : node.Parent!;
        }
        return node.Parent is AwaitExpressionSyntax;
    }
}

using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Reading;

namespace Weave.CodeFixes;

/// <summary>Finds what awaits a call.</summary>
static class Awaits
{
    /// <summary>The await of exactly this expression, through parentheses and <c>ConfigureAwait</c>; null if there is none.</summary>
    public static AwaitExpressionSyntax? Around(ExpressionSyntax task)
    {
        for (var node = task.Parent; node is ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax; node = node.Parent)
        {
            if (node is AwaitExpressionSyntax awaited)
                return Awaited(awaited) == task ? awaited : null;
        }
        return null;
    }

    /// <summary>The task that is awaited, without <c>ConfigureAwait</c>.</summary>
    public static ExpressionSyntax Awaited(AwaitExpressionSyntax awaited)
    {
        if (CutFinder.AwaitedCall(awaited.Expression) is { } call)
            return call;
        var task = awaited.Expression;
        while (task is ParenthesizedExpressionSyntax inner)
            task = inner.Expression;
        return task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } } ? configured : task;
    }
}

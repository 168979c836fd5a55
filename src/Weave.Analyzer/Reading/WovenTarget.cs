using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Turns a call into the call of the callee's woven twin.</summary>
static class WovenTarget
{
    /// <summary><c>a.F(x)</c> becomes <c>a.F__woven(ctx, x)</c>.</summary>
    public static InvocationExpressionSyntax Call(InvocationExpressionSyntax call, Callee callee, string context)
    {
        var name = SyntaxFactory.IdentifierName(callee.Symbol.Name + KnownNames.WovenSuffix);
        ExpressionSyntax target = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.WithName(name),
            _ => name,
        };
        if (callee.Kind == CalleeKind.Durable)
            target = SyntaxFactory.ParseExpression($"global::{KnownNames.Durable}.{name}");
        var arguments = call.ArgumentList.Arguments;
        var separators = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Count > 0 ? 1 : 0)
            .Concat(arguments.GetSeparators());
        var all = SyntaxFactory.SeparatedList(new[] { SyntaxFactory.Argument(SyntaxFactory.IdentifierName(context)) }.Concat(arguments), separators);
        return call.WithExpression(target.WithTriviaFrom(call.Expression)).WithArgumentList(call.ArgumentList.WithArguments(all));
    }
}

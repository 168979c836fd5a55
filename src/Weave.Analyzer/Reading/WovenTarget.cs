using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Turns a call into the call of the callee's woven twin.</summary>
static class WovenTarget
{
    /// <summary>Why the callee has no twin that can be called here, or null.</summary>
    public static string? Refusal(IMethodSymbol callee)
    {
        if (callee.ReducedFrom is not null || callee.IsExtensionMethod)
            return "an extension method";
        if (callee.IsVirtual || callee.IsOverride || callee.IsAbstract || callee.ContainingType.TypeKind == TypeKind.Interface)
            return "a virtual or interface method";
        if (callee.DeclaringSyntaxReferences.IsEmpty && callee.ContainingType.GetMembers(callee.Name + KnownNames.WovenSuffix).IsEmpty)
            return "whose assembly was built without the generator";
        return null;
    }

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

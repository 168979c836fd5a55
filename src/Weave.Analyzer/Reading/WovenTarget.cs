using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;

namespace Weave.Analyzer.Reading;

/// <summary>Turns a call into the call of the callee's woven twin.</summary>
static class WovenTarget
{
    /// <summary><c>a.F(x)</c> becomes <c>a.F__woven(ctx, x)</c>; a twin is no extension, so <c>x.Extend(y)</c> becomes <c>Extensions.Extend__woven(ctx, x, y)</c>; a call that is dispatched goes through the twin check, <c>Shape.Area__virtual(ctx, shape, y)</c>.</summary>
    public static InvocationExpressionSyntax Call(InvocationExpressionSyntax call, Callee callee, string context)
    {
        var target = Bare(call.Expression);
        var first = new List<ArgumentSyntax> { SyntaxFactory.Argument(SyntaxFactory.IdentifierName(context)) };
        if (callee.Kind == CalleeKind.Durable)
        {
            var types = callee.Symbol.Arity == 0 ? "" : $"<{string.Join(", ", callee.Symbol.TypeArguments.Select(TypeNames.Of))}>";
            target = SyntaxFactory.ParseExpression($"global::{KnownNames.Durable}.{callee.Symbol.Name}{KnownNames.WovenSuffix}{types}");
        }
        else if ((callee.IsReduced || callee.IsOfBlock) && target is MemberAccessExpressionSyntax extending)
        {
            if (callee.IsReduced)
                first.Add(SyntaxFactory.Argument(extending.Expression.WithoutTrivia()));
            var name = callee.IsOfBlock ? TwinOfBlock(extending.Name, callee) : Twin(extending.Name).ToString();
            target = SyntaxFactory.ParseExpression($"{TypeNames.Of((callee.Symbol.ReducedFrom ?? callee.Symbol).ContainingType)}.{name}");
        }
        else if (Dispatches.IsChecked(callee.Symbol) && target is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax })
        {
            first.Add(SyntaxFactory.Argument(target is MemberAccessExpressionSyntax { Expression: var receiver } ? receiver.WithoutTrivia() : SyntaxFactory.ThisExpression()));
            target = SyntaxFactory.ParseExpression($"{TypeNames.Of(callee.Symbol.ContainingType)}.{Twin(target is MemberAccessExpressionSyntax { Name: var name } ? name : (SimpleNameSyntax)target, KnownNames.VirtualSuffix)}");
        }
        else
        {
            target = target is MemberAccessExpressionSyntax member ? member.WithName(Twin(member.Name)) : Twin((SimpleNameSyntax)target);
        }
        var arguments = call.ArgumentList.Arguments;
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var separators = Enumerable.Repeat(comma, first.Count - 1 + (arguments.Count > 0 ? 1 : 0)).Concat(arguments.GetSeparators());
        var all = SyntaxFactory.SeparatedList(first.Concat(arguments), separators);
        return call.WithExpression(target.WithTriviaFrom(call.Expression)).WithArgumentList(call.ArgumentList.WithArguments(all));
    }

    /// <summary>The type arguments of a block come before those of its method: where the call gives any, or nothing tells them, all are written.</summary>
    static string TwinOfBlock(SimpleNameSyntax name, Callee callee)
    {
        var twin = name.Identifier.ValueText + KnownNames.WovenSuffix;
        return callee.Symbol.Arity == 0 || (callee.IsReduced && name is not GenericNameSyntax)
            ? twin
            : $"{twin}<{string.Join(", ", callee.Symbol.TypeArguments.Select(TypeNames.Of))}>";
    }

    /// <summary>The method group without parentheses around it.</summary>
    static ExpressionSyntax Bare(ExpressionSyntax target) => target is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : target;

    /// <summary>The twin's name, with the type arguments that the call gives.</summary>
    static SimpleNameSyntax Twin(SimpleNameSyntax name, string suffix = KnownNames.WovenSuffix)
    {
        var twin = SyntaxFactory.Identifier(name.Identifier.ValueText + suffix);
        return name is GenericNameSyntax generic ? generic.WithIdentifier(twin) : SyntaxFactory.IdentifierName(twin);
    }
}

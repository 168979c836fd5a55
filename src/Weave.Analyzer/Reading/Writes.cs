using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Names that code may write: assigned, incremented, passed by reference, or deconstructed into.</summary>
static class Writes
{
    /// <summary>Names of variables that get another value, or, being of a value type, another member or element.</summary>
    public static IEnumerable<string> In(SyntaxNode node) => Targets(node).SelectMany(static t => Roots(t, direct: false));

    /// <summary>Names of variables that themselves are assigned: all that matters for a variable of a reference or primitive type.</summary>
    public static IEnumerable<string> Direct(SyntaxNode node) => Targets(node).SelectMany(static t => Roots(t, direct: true));

    /// <summary>Names of variables whose members are used: a method or property of a struct may change it.</summary>
    public static IEnumerable<string> Used(SyntaxNode node, SemanticModel semantics) => node.DescendantNodesAndSelf()
        .Where(n => n is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
            && semantics.GetSymbolInfo(n).Symbol is IMethodSymbol { IsReadOnly: false } or IPropertySymbol { GetMethod: not { IsReadOnly: true } })
        .Select(static n => n is MemberAccessExpressionSyntax member ? member.Expression : ((ElementAccessExpressionSyntax)n).Expression)
        .OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText);

    /// <summary>True for values that their own members may change.</summary>
    public static bool ChangesItself(ITypeSymbol? type) =>
        type is ITypeParameterSymbol { IsReferenceType: false } or { TypeKind: TypeKind.Struct, IsReadOnly: false, IsTupleType: false, SpecialType: SpecialType.None, OriginalDefinition.SpecialType: SpecialType.None };

    /// <summary>Names in a place.</summary>
    public static IEnumerable<string> Named(SyntaxNode place) => Roots(place, direct: false);

    static IEnumerable<SyntaxNode> Targets(SyntaxNode node)
    {
        foreach (var inner in node.DescendantNodesAndSelf())
        {
            var target = inner switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression or (int)SyntaxKind.AddressOfExpression } prefix => prefix.Operand,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } postfix => postfix.Operand,
                ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
                RefExpressionSyntax reference => reference.Expression,
                _ => null,
            };
            if (target is not null)
                yield return target;
        }
    }

    static IEnumerable<string> Roots(SyntaxNode target, bool direct)
    {
        switch (target)
        {
            case IdentifierNameSyntax name:
                return [name.Identifier.ValueText];
            case ParenthesizedExpressionSyntax inner:
                return Roots(inner.Expression, direct);
            case TupleExpressionSyntax tuple:
                return tuple.Arguments.SelectMany(a => Roots(a.Expression, direct));
            case ConditionalExpressionSyntax choice:
                return Roots(choice.WhenTrue, direct).Concat(Roots(choice.WhenFalse, direct));
            case MemberAccessExpressionSyntax member:
                return direct ? [] : Roots(member.Expression, direct);
            case ElementAccessExpressionSyntax element:
                return direct ? [] : Roots(element.Expression, direct);
            default:
                return target.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText);
        }
    }
}

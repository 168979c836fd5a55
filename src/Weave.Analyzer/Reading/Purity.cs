using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>Tells whether evaluating an expression twice is the same as once: it reads variables, fields, auto-properties and elements, and computes with built-in operators.</summary>
static class Purity
{
    public static bool IsPure(ExpressionSyntax expression, SemanticModel semantics) => expression switch
    {
        LiteralExpressionSyntax or PredefinedTypeSyntax or ThisExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => IsPure(inner.Expression, semantics),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsPure(inner.Operand, semantics),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression or (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.BitwiseNotExpression } unary =>
            BuiltIn(unary, semantics) && IsPure(unary.Operand, semantics),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test => IsPure(test.Left, semantics),
        BinaryExpressionSyntax binary => BuiltIn(binary, semantics) && IsPure(binary.Left, semantics) && IsPure(binary.Right, semantics),
        ConditionalExpressionSyntax choice => IsPure(choice.Condition, semantics) && IsPure(choice.WhenTrue, semantics) && IsPure(choice.WhenFalse, semantics),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } test => IsPure(test.Expression, semantics),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => IsRead(expression, semantics),
        ElementAccessExpressionSyntax element => semantics.GetTypeInfo(element.Expression).Type is IArrayTypeSymbol
            && IsPure(element.Expression, semantics) && element.ArgumentList.Arguments.All(a => IsPure(a.Expression, semantics)),
        _ => false,
    };

    static bool BuiltIn(ExpressionSyntax operation, SemanticModel semantics) =>
        semantics.GetSymbolInfo(operation).Symbol is null or IMethodSymbol { MethodKind: MethodKind.BuiltinOperator };

    static bool IsRead(ExpressionSyntax expression, SemanticModel semantics)
    {
        if (expression is MemberAccessExpressionSyntax member && semantics.GetSymbolInfo(member.Expression).Symbol is not (ITypeSymbol or INamespaceSymbol) && !IsPure(member.Expression, semantics))
            return false;
        return semantics.GetSymbolInfo(expression).Symbol switch
        {
            ILocalSymbol or IParameterSymbol or IFieldSymbol => true,
            IPropertySymbol { ContainingType.TypeKind: TypeKind.Array } => true,
            IPropertySymbol { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } => true,
            IPropertySymbol property => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
                .Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)),
            _ => false,
        };
    }
}

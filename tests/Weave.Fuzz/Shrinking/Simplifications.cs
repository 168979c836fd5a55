using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Fuzz.Shrinking;

/// <summary>Programs in which a constant, or an operand of the same type, stands for an expression.</summary>
static class Simplifications
{
    public static IEnumerable<SyntaxNode> Of(SyntaxNode root, SemanticModel semantics)
    {
        foreach (var expression in root.DescendantNodes().OfType<ExpressionSyntax>().Where(IsValue))
        {
            if (semantics.GetTypeInfo(expression) is not { Type: { } type } || semantics.GetSymbolInfo(expression).Symbol is ITypeSymbol or INamespaceSymbol)
                continue;
            var length = expression.Span.Length;
            foreach (var operand in expression.DescendantNodes(static n => n is not AnonymousFunctionExpressionSyntax).OfType<ExpressionSyntax>().Where(IsValue))
            {
                if (operand.Span.Length < length && semantics.GetSymbolInfo(operand).Symbol is not ITypeSymbol and not INamespaceSymbol && SymbolEqualityComparer.Default.Equals(semantics.GetTypeInfo(operand).Type, type))
                    yield return root.ReplaceNode(expression, operand.WithTriviaFrom(expression));
            }
            foreach (var constant in Constants(type))
            {
                if (constant.Length < length)
                    yield return root.ReplaceNode(expression, SyntaxFactory.ParseExpression(constant).WithTriviaFrom(expression));
            }
        }
    }

    static bool IsValue(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax or DeclarationExpressionSyntax => false,
        TypeSyntax and not IdentifierNameSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } => false,
        _ => expression.Parent switch
        {
            NameColonSyntax or MemberBindingExpressionSyntax or AttributeArgumentSyntax or ExpressionStatementSyntax or QualifiedNameSyntax => false,
            MemberAccessExpressionSyntax member => member.Name != expression,
            AssignmentExpressionSyntax assignment => assignment.Left != expression,
            _ => true,
        },
    };

    static string[] Constants(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Byte => ["0", "1"],
        SpecialType.System_Boolean => ["true", "false"],
        SpecialType.System_String => ["\"\"", "\"a\""],
        _ when type.Name is "Node" or "Leaf" => ["new Node()"],
        _ when type.Name == "Pair" => ["new Pair()"],
        _ => [],
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// How far C# lets a reference or span be handed on: it tells by the initializer whether that may lead to the stack. A variable declared ahead of its
/// initializer has to promise the same by <c>scoped</c>, or by leaving it out.
/// </summary>
static class StackScope
{
    /// <summary>True if a variable of a ref struct type may hold what lives on the stack.</summary>
    public static bool Holds(ExpressionSyntax value, SemanticModel semantics) =>
        value.DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax).Any(n => n switch
        {
            StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax or CollectionExpressionSyntax => true,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => RefersTo(argument.Expression, semantics),
            IdentifierNameSyntax name => HoldsVariable(name, semantics),
            _ => false,
        });

    /// <summary>True if a reference to this place may be one to the stack.</summary>
    public static bool RefersTo(ExpressionSyntax place, SemanticModel semantics)
    {
        switch (place)
        {
            case RefExpressionSyntax reference:
                return RefersTo(reference.Expression, semantics);
            case ParenthesizedExpressionSyntax inner:
                return RefersTo(inner.Expression, semantics);
            case ConditionalExpressionSyntax choice:
                return RefersTo(choice.WhenTrue, semantics) || RefersTo(choice.WhenFalse, semantics);
            case IdentifierNameSyntax name:
                return semantics.GetSymbolInfo(name).Symbol switch
                {
                    ILocalSymbol { IsRef: true } reference => InitializerOf(reference) is not { } initializer || RefersTo(initializer, semantics),
                    IFieldSymbol field => !field.IsStatic && field.ContainingType.IsValueType,
                    _ => true,
                };
            case MemberAccessExpressionSyntax member when semantics.GetSymbolInfo(member).Symbol is IFieldSymbol field:
                return !field.IsStatic && field.ContainingType.IsValueType && RefersTo(member.Expression, semantics);
            case ElementAccessExpressionSyntax element when semantics.GetTypeInfo(element.Expression).Type is { } type:
                return type is not IArrayTypeSymbol && (type.IsRefLikeType ? Holds(element.Expression, semantics) : type.IsValueType);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax or IdentifierNameSyntax } call:
                return Holds(call, semantics);
            default:
                return true;
        }
    }

    /// <summary>A span may have come from the stack, and a struct may hand out a span over itself.</summary>
    static bool HoldsVariable(IdentifierNameSyntax name, SemanticModel semantics) => semantics.GetSymbolInfo(name).Symbol switch
    {
        ILocalSymbol { Type.IsRefLikeType: true } local => local.ScopedKind != ScopedKind.None || IsDesignation(local) || (InitializerOf(local) is { } initializer && Holds(initializer, semantics)),
        ILocalSymbol { Type: { IsValueType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } } or IParameterSymbol { Type: { IsValueType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum } } =>
            name.Parent is not ArgumentSyntax,
        _ => false,
    };

    /// <summary>A variable that an expression declares is scoped wherever it is declared ahead.</summary>
    static bool IsDesignation(ILocalSymbol local) => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is SingleVariableDesignationSyntax;

    static ExpressionSyntax? InitializerOf(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } ? value : null;
}

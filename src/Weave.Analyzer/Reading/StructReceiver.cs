using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Tells whether the <c>this</c> of a method that is or may be a struct's is a place that others can assign while the method runs. A twin that is resumed works on a copy, which they
/// would not reach: such a call stays plain.
/// </summary>
static class StructReceiver
{
    public static bool IsShared(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel semantics, CancellationToken cancel)
    {
        if (method.IsStatic || method.ReducedFrom is not null)
            return false;
        if (call.Expression is MemberAccessExpressionSyntax { Expression: var on } && semantics.GetTypeInfo(on, cancel).Type is ITypeParameterSymbol { IsReferenceType: false })
            return true;
        if (method.ContainingType is not { IsValueType: true })
            return false;
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver })
            return call.Expression is not SimpleNameSyntax;
        while (receiver is ParenthesizedExpressionSyntax inner)
            receiver = inner.Expression;
        return semantics.GetSymbolInfo(receiver, cancel).Symbol switch
        {
            // C# takes a copy of what is no place.
            null => receiver is not (ThisExpressionSyntax or BaseObjectCreationExpressionSyntax or CastExpressionSyntax or DefaultExpressionSyntax),
            ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None, IsThis: false } => true,
            ILocalSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } => IsMentionedInNested(receiver),
            IFieldSymbol field => !field.IsReadOnly || receiver is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } && !field.IsStatic && field.ContainingType.IsValueType,
            IPropertySymbol property => property.ReturnsByRef || property.ReturnsByRefReadonly,
            IMethodSymbol { MethodKind: not MethodKind.Constructor } given => given.ReturnsByRef || given.ReturnsByRefReadonly,
            IMethodSymbol => false,
            _ => true,
        };
    }

    static bool IsMentionedInNested(ExpressionSyntax variable)
    {
        if (variable is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return variable is not ThisExpressionSyntax;
        return variable.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } method
            || method.DescendantNodes().Any(n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax && NestedFunctions.Mentioned(n).Contains(name));
    }
}

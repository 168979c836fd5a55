using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Places: operands of which C# takes the address, not the value. A copy would be another place, so a place stays, and what leads to it is settled:
/// <c>a[i++].X = cut</c> keeps <c>a</c> and the old <c>i</c>.
/// </summary>
sealed partial class BodyReader
{
    /// <summary>True for the operand of a ref, out or in argument, and for the variable of a value type whose member is used.</summary>
    bool IsPlace(ExpressionSyntax operand)
    {
        SyntaxNode use = operand;
        while (use.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            use = use.Parent;
        return use.Parent switch
        {
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsTarget(tuple),
            ArgumentSyntax argument => IsVariable(operand) && semantics.GetOperation(argument, cancel) is IArgumentOperation
            {
                Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter, Value: not IConversionOperation
            },
            MemberAccessExpressionSyntax member when member.Expression == use => IsReceivedByReference(operand, member),
            ElementAccessExpressionSyntax element when element.Expression == use => IsReceivedByReference(operand, element),
            _ => false,
        };
    }

    /// <summary>True for what a deconstruction assigns to.</summary>
    static bool IsTarget(TupleExpressionSyntax tuple) => tuple.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == tuple,
        ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsTarget(outer),
        _ => false,
    };

    bool IsReceivedByReference(ExpressionSyntax receiver, ExpressionSyntax member) =>
        TypeOf(receiver) is { IsReferenceType: false } type && type is not IPointerTypeSymbol && IsVariable(receiver)
        && !(SymbolOf(member) is IMethodSymbol { ReducedFrom: { } extension } && extension.Parameters[0].RefKind == RefKind.None)
        && ExtensionBlocks.ReceiverOf(SymbolOf(member)) is not { RefKind: RefKind.None }
        && SymbolOf(member) is not IMethodSymbol { IsVirtual: false, IsOverride: false, ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum };

    /// <summary>True for what has an address: a variable, a field, an element of an array, a returned reference.</summary>
    bool IsVariable(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsVariable(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsVariable(inner.Operand),
        ThisExpressionSyntax => true,
        ElementAccessExpressionSyntax element when TypeOf(element.Expression) is IArrayTypeSymbol => true,
        _ => SymbolOf(expression) is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol { RefKind: not RefKind.None } or IMethodSymbol { RefKind: not RefKind.None },
    };

    /// <summary>Settles what leads to a place, and looks there once where C# would: an element that is not there throws before the cut.</summary>
    ExpressionSyntax SettlePlace(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later, List<Node> nodes)
    {
        var probe = false;
        var settled = Pinpoint(place, later, nodes, ref probe);
        if (probe)
            Spill(settled, place, null, nodes, "probe");
        return settled;
    }

    ExpressionSyntax Pinpoint(ExpressionSyntax place, IReadOnlyList<SyntaxNode> later, List<Node> nodes, ref bool probe)
    {
        switch (place)
        {
            case DeclarationExpressionSyntax or ThisExpressionSyntax or MemberBindingExpressionSyntax when SymbolOf(place) is not IPropertySymbol:
                return Compose(place);
            case ParenthesizedExpressionSyntax inner:
                return inner.WithExpression(Pinpoint(inner.Expression, later, nodes, ref probe));
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner:
                return inner.WithOperand(Pinpoint(inner.Operand, later, nodes, ref probe));
            case IdentifierNameSyntax name when SymbolOf(name) is ILocalSymbol { IsRef: false } or IParameterSymbol or IFieldSymbol { RefKind: RefKind.None } or IDiscardSymbol:
                // A receiver that may turn out to be of a reference type is a value then, not a place.
                if (TypeOf(name) is ITypeParameterSymbol { IsValueType: false } && name.Parent is not ArgumentSyntax && !IsStableVariable(name, later))
                    break;
                return name;
            case MemberAccessExpressionSyntax member when SymbolOf(member) is IFieldSymbol { RefKind: RefKind.None } field:
                if (field.IsStatic || member.Expression is ThisExpressionSyntax or BaseExpressionSyntax)
                    return member;
                if (TypeOf(member.Expression) is { IsReferenceType: true })
                {
                    probe = true;
                    return Compose(member, Settled([member.Expression], later, nodes));
                }
                return IsVariable(member.Expression) ? member.WithExpression(Pinpoint(member.Expression, later, nodes, ref probe)) : throw Computed(place);
            case ElementAccessExpressionSyntax element when TypeOf(element.Expression) is IArrayTypeSymbol { ElementType: not ITypeParameterSymbol { IsValueType: false } }:
                probe = true;
                return Compose(element, Settled([element.Expression, .. Arguments(element.ArgumentList)], later, nodes));
            default:
                break;
        }
        throw Computed(place);
    }

    /// <summary>A reference that would have to outlast a cut is pinned, as a variable is that holds one.</summary>
    RefusedException Computed(ExpressionSyntax place) =>
        new(new(Rules.Pinned, place.GetLocation(), place.ToString().Split('\n')[0].Trim(), cuts.RequiredAround(place)?.Segment ?? "a cut", "it is a reference to a place"));

    /// <summary>What C# evaluates of an assignment's target before the value.</summary>
    ExpressionSyntax[] Location(ExpressionSyntax target)
    {
        if (SymbolOf(target) is IPropertySymbol { RefKind: not RefKind.None } or IMethodSymbol { RefKind: not RefKind.None } or ILocalSymbol { IsRef: true })
            throw Computed(target);
        if (semantics.GetOperation(target, cancel) is IImplicitIndexerReferenceOperation)
            throw NotWoven(target, "this target of an assignment");
        return target switch
        {
            ParenthesizedExpressionSyntax inner => Location(inner.Expression),
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Location(inner.Operand),
            IdentifierNameSyntax or MemberBindingExpressionSyntax or DeclarationExpressionSyntax => [],
            MemberAccessExpressionSyntax member => Receiver(member),
            ElementAccessExpressionSyntax element => [element.Expression, .. Arguments(element.ArgumentList)],
            ElementBindingExpressionSyntax element => Arguments(element.ArgumentList),
            TupleExpressionSyntax tuple => [.. tuple.Arguments.SelectMany(a => Element(a.Expression))],
            _ => throw NotWoven(target, "this target of an assignment"),
        };
    }

    /// <summary>A deconstruction takes the address of an element whose array can hold nothing but its type; of others it takes array and index.</summary>
    ExpressionSyntax[] Element(ExpressionSyntax target) =>
        target is ElementAccessExpressionSyntax element && TypeOf(element.Expression) is IArrayTypeSymbol { ElementType.IsSealed: true } ? [target] : Location(target);
}

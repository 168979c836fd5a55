using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Operands before a cut: which can wait until after it, and temporaries for those that cannot.</summary>
sealed partial class BodyReader
{
    /// <summary>
    /// Evaluates the operands in order: up to the last one with a cut each goes into a temporary unless its value cannot change meanwhile;
    /// that one and all later ones stay where they are.
    /// </summary>
    ExpressionSyntax Rebuild(ExpressionSyntax expression, IReadOnlyList<ExpressionSyntax> operands, List<Node> nodes) =>
        Compose(expression, Evaluate(operands, nodes));

    /// <summary>Evaluates operands up to the last one with a cut, and returns what stands for those that changed.</summary>
    Dictionary<SyntaxNode, SyntaxNode> Evaluate(IReadOnlyList<ExpressionSyntax> operands, List<Node> nodes)
    {
        var last = -1;
        for (var i = 0; i < operands.Count; i++)
        {
            if (cuts.Holds(operands[i]))
                last = i;
        }
        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        for (var i = 0; i <= last; i++)
        {
            var rest = i == last ? Lower(operands[i], nodes) : Settle(operands[i], [.. operands.Take(last + 1).Skip(i + 1)], nodes);
            if (!ReferenceEquals(rest, operands[i]))
                replaced[operands[i]] = rest;
        }
        return replaced;
    }

    /// <summary>Evaluates an operand that something with a cut follows, and returns what stands for it.</summary>
    ExpressionSyntax Settle(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later, List<Node> nodes)
    {
        if (IsPlace(operand))
            return SettlePlace(operand, later, nodes);
        switch (operand)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression } fromEnd:
                return Compose(fromEnd, Settled([fromEnd.Operand], later, nodes));
            case RangeExpressionSyntax range:
                return Compose(range, Settled([.. new[] { range.LeftOperand, range.RightOperand }.OfType<ExpressionSyntax>()], later, nodes));
            default:
                break;
        }
        if (IsMethodGroup(operand))
            return SettleGroup(operand, later, nodes);
        var rest = Lower(operand, nodes);
        return IsTemporary(rest, operand) || IsStable(operand, later) ? rest : Identifier(Name(Spill(rest, operand, null, nodes, "operand")));
    }

    /// <summary>Settles operands one after the other.</summary>
    Dictionary<SyntaxNode, SyntaxNode> Settled(IReadOnlyList<ExpressionSyntax> operands, IReadOnlyList<SyntaxNode> later, List<Node> nodes)
    {
        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        for (var i = 0; i < operands.Count; i++)
        {
            var rest = Settle(operands[i], [.. operands.Skip(i + 1), .. later], nodes);
            if (!ReferenceEquals(rest, operands[i]))
                replaced[operands[i]] = rest;
        }
        return replaced;
    }

    /// <summary>True for the name of a temporary that was made just now: nobody writes it again.</summary>
    static bool IsTemporary(ExpressionSyntax rest, ExpressionSyntax operand)
    {
        while (rest is ParenthesizedExpressionSyntax inner && operand is ParenthesizedExpressionSyntax source)
            (rest, operand) = (inner.Expression, source.Expression);
        return rest is IdentifierNameSyntax && !ReferenceEquals(rest, operand) && operand is not IdentifierNameSyntax;
    }

    bool IsMethodGroup(ExpressionSyntax operand) => semantics.GetTypeInfo(operand, cancel).Type is null && IsMethodName(operand);

    /// <summary>A delegate made of a method: its receiver is settled, and is asked for the delegate once, as C# does here.</summary>
    ExpressionSyntax SettleGroup(ExpressionSyntax group, IReadOnlyList<SyntaxNode> later, List<Node> nodes)
    {
        var receiver = Receiver(group).FirstOrDefault();
        if (receiver is null or ThisExpressionSyntax || SymbolOf(group) is IMethodSymbol { IsStatic: true, ReducedFrom: null })
            return Compose(group);
        if (TypeOf(receiver) is not { IsReferenceType: true } || semantics.GetTypeInfo(group, cancel).ConvertedType is not { TypeKind: TypeKind.Delegate })
            throw NotWoven(group, "a delegate made of a value before a cut");
        var settled = Compose(group, Settled([receiver], later, nodes));
        Spill(settled, group, semantics.GetTypeInfo(group, cancel).ConvertedType, nodes, "probe");
        return settled;
    }

    /// <summary>True if evaluating the operand after <paramref name="later"/> gives what evaluating it before gives.</summary>
    bool IsStable(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later) => operand switch
    {
        LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax or AnonymousFunctionExpressionSyntax
            or SizeOfExpressionSyntax or DeclarationExpressionSyntax => true,
        ParenthesizedExpressionSyntax inner => IsStable(inner.Expression, later),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsStable(inner.Operand, later),
        CastExpressionSyntax { Expression: var inner } when Bare(inner) is AnonymousFunctionExpressionSyntax => true,
        _ => semantics.GetConstantValue(operand, cancel).HasValue || IsStableVariable(operand, later) || IsStableSum(operand, later),
    };

    /// <summary>Arithmetic that cannot throw, on values that stay: <c>F(n - 1, G())</c> needs n after G, and no temporary.</summary>
    bool IsStableSum(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later) =>
        operand is BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.LessThanExpression
                or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanOrEqualExpression
                or (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression
        } binary
        && semantics.GetOperation(binary, cancel) is IBinaryOperation { IsChecked: false, OperatorMethod: null, LeftOperand.Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Double or SpecialType.System_Single }
        && IsStable(binary.Left, later) && IsStable(binary.Right, later);

    /// <summary>True for a variable of this function, and of no other, that nothing writes meanwhile.</summary>
    bool IsStableVariable(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later)
    {
        if (operand is not IdentifierNameSyntax { Identifier.ValueText: var name } || writtenInNested.Contains(name) || referenced.Contains(name))
            return false;
        // A parameter of a primary constructor is a field in disguise.
        if (SymbolOf(operand) is not (ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: INamedTypeSymbol or IMethodSymbol { MethodKind: not MethodKind.Constructor } }))
            return false;
        var type = TypeOf(operand);
        if (Writes.ChangesItself(type) && (hasNestedFunctions || later.Any(l => Writes.Used(l, semantics).Contains(name))))
            return false;
        return !later.Any(l => (type is { IsReferenceType: true } ? Writes.Direct(l) : Writes.In(l)).Contains(name));
    }

    /// <summary>Evaluates an operand into a new temporary.</summary>
    int Spill(ExpressionSyntax value, ExpressionSyntax source, ITypeSymbol? type, List<Node> nodes, string name)
    {
        type ??= TypeOf(source);
        if (type is null || type.SpecialType == SpecialType.System_Void)
            throw NotWoven(source, "an operand without a type");
        var variable = DeclareTemporary(pool.Numbered(name), type, source);
        nodes.Add(new DeclareNode(variable, TypeNames.Of(type), CodeOf(value, source)));
        return variable;
    }

    /// <summary>Declares a temporary that the statements after it give its value.</summary>
    string Open(string name, ITypeSymbol type, SyntaxNode source, List<Node> nodes)
    {
        var variable = DeclareTemporary(pool.Numbered(name), type, source);
        nodes.Add(new DeclareNode(variable, TypeNames.Of(type), null));
        return Name(variable);
    }

    int DeclareTemporary(string name, ITypeSymbol type, SyntaxNode source)
    {
        var variable = DeclareTyped(name, type, VariableKind.Spill, source);
        Sources[variable] = source;
        return variable;
    }

    static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        return expression;
    }
}

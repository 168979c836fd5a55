using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Assignments with a cut in them: C# locates the target first, a compound one reads it too, and then evaluates the value.</summary>
sealed partial class BodyReader
{
    ExpressionSyntax LowerAssignment(AssignmentExpressionSyntax assignment, List<Node> nodes)
    {
        var simple = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || SymbolOf(assignment.Left) is IEventSymbol;
        if (assignment.Left is TupleExpressionSyntax)
            return Rebuild(assignment, [.. Location(assignment.Left), assignment.Right], nodes);
        if (!cuts.Holds(assignment.Right))
            return Rebuild(assignment, [assignment.Left], nodes);
        if (simple)
            return Rebuild(assignment, [.. Location(assignment.Left), assignment.Right], nodes);
        return assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) ? LowerCoalesceAssignment(assignment, nodes, used: true) : LowerCompound(assignment, nodes);
    }

    /// <summary><c>x += cut</c> reads x first: <c>old = x; value = cut; x = (T)(old + value)</c>.</summary>
    ExpressionSyntax LowerCompound(AssignmentExpressionSyntax assignment, List<Node> nodes)
    {
        var type = TypeOf(assignment.Left)!;
        if (semantics.GetOperation(assignment, cancel) is not ICompoundAssignmentOperation operation || type.TypeKind == TypeKind.Dynamic)
            throw NotWoven(assignment, Ledger.Words.Of(assignment.Kind()));
        if (operation.OperatorMethod is { IsStatic: false })
            return LowerInPlace(assignment, type, nodes);
        // What nothing changes meanwhile may as well be read afterwards.
        var isText = operation.OperatorMethod is null && type.SpecialType == SpecialType.System_Object;
        if (!isText && IsStableVariable(assignment.Left, [assignment.Right]))
            return Rebuild(assignment, [assignment.Right], nodes);
        var target = Pin(assignment.Left, [assignment.Right], nodes);
        // object += string: its text is taken before the value.
        var old = isText ? Name(SpillText(target, assignment.Left, nodes)) : Name(Spill(target, assignment.Left, type, nodes, "old"));
        var value = Lower(assignment.Right, nodes);
        var cast = operation is { OperatorMethod: null, OutConversion.IsIdentity: true } && IsOwnResult(type) ? "" : $"({TypeNames.Of(type)})";
        var sum = $"{old} {assignment.OperatorToken.Text.TrimEnd('=')} {Parenthesized(value)}";
        return SyntaxFactory.ParseExpression($"{Text(target)} = {(cast.Length == 0 ? sum : $"{cast}({sum})")}");
    }

    /// <summary>An operator that changes its target (C# 14) is called like a method of it: on the object, or on the place of a struct.</summary>
    ExpressionSyntax LowerInPlace(AssignmentExpressionSyntax assignment, ITypeSymbol type, List<Node> nodes)
    {
        if (!type.IsReferenceType && !type.IsValueType)
            throw NotWoven(assignment, Ledger.Words.Of(assignment.Kind()));
        var target = type.IsReferenceType ? Settle(assignment.Left, [assignment.Right], nodes) : SettlePlace(assignment.Left, [assignment.Right], nodes);
        return assignment.WithLeft(target.WithTriviaFrom(assignment.Left)).WithRight(Lower(assignment.Right, nodes));
    }

    /// <summary>True for types that built-in operators compute in: nothing is converted back.</summary>
    static bool IsOwnResult(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal or SpecialType.System_String or SpecialType.System_Boolean;

    /// <summary><c>x ??= cut</c> writes x, and evaluates the value, only if x is null.</summary>
    ExpressionSyntax LowerCoalesceAssignment(AssignmentExpressionSyntax assignment, List<Node> nodes, bool used)
    {
        if (TypeOf(assignment.Left) is { TypeKind: TypeKind.Dynamic })
            throw NotWoven(assignment, "'??=' of a dynamic place");
        var target = Pin(assignment.Left, [assignment.Right], nodes);
        DefaultAssigned(assignment.Right);
        if (!used)
        {
            var assigned = InScope(branch => branch.Add(Assign(Text(target), Lower(assignment.Right, branch), assignment.Right)));
            nodes.Add(new IfNode(Test($"{Text(target)} is null", assignment), assigned, null));
            return Identifier("_");
        }
        var type = TypeOf(assignment.Left)!;
        var result = TypeOf(assignment)!;
        var old = Name(Spill(target, assignment.Left, type, nodes, "old"));
        if (SymbolEqualityComparer.Default.Equals(type, result))
        {
            nodes.Add(new IfNode(Test($"{old} is null", assignment), InScope(branch =>
            {
                branch.Add(Assign(old, Lower(assignment.Right, branch), assignment.Right));
                branch.Add(Assign(Text(target), Identifier(old), assignment));
            }), null));
            return Identifier(old);
        }
        var value = Open("value", result, assignment, nodes);
        nodes.Add(new IfNode(
            Test($"{old} is null", assignment),
            InScope(branch =>
            {
                branch.Add(Assign(value, Lower(assignment.Right, branch), assignment.Right));
                branch.Add(Assign(Text(target), Identifier(value), assignment));
            }),
            InScope(branch => branch.Add(Assign(value, SyntaxFactory.ParseExpression($"{old}.GetValueOrDefault()"), assignment)))));
        return Identifier(value);
    }

    /// <summary>A target with everything that leads to it settled, so that it can be read and then written.</summary>
    ExpressionSyntax Pin(ExpressionSyntax target, IReadOnlyList<SyntaxNode> later, List<Node> nodes) => Compose(target, Settled(Location(target), later, nodes));

    SliceNode Assign(string name, ExpressionSyntax value, SyntaxNode source) => new(MakeStatement($"{name} = {Text(InContext(value))};", source));

    Code Test(string text, SyntaxNode source) => MakeCode(SyntaxFactory.ParseExpression(text), source);

    /// <summary>A tuple whose elements went into temporaries keeps the names that C# took from them.</summary>
    ExpressionSyntax LowerTuple(TupleExpressionSyntax tuple, List<Node> nodes)
    {
        var replaced = Evaluate([.. tuple.Arguments.Select(static a => a.Expression)], nodes);
        var elements = (semantics.GetTypeInfo(tuple, cancel).Type as INamedTypeSymbol)?.TupleElements;
        var named = new Dictionary<SyntaxNode, SyntaxNode>(replaced);
        for (var i = 0; i < tuple.Arguments.Count; i++)
        {
            var argument = tuple.Arguments[i];
            if (argument.NameColon is null && replaced.TryGetValue(argument.Expression, out var value) && elements?[i] is { } element
                && !SymbolEqualityComparer.Default.Equals(element, element.CorrespondingTupleField))
            {
                named[argument] = SyntaxFactory.ParseExpression($"({Support.Identifiers.Escape(element.Name)}: {Text(value)}, 0)").DescendantNodes().OfType<ArgumentSyntax>().First();
            }
        }
        return Compose(tuple, named);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Expressions that evaluate some of their parts only: <c>&amp;&amp;</c>, <c>||</c>, <c>?:</c>, <c>??</c>, <c>?.</c> become ifs.</summary>
sealed partial class BodyReader
{
    ExpressionSyntax LowerBinary(BinaryExpressionSyntax binary, List<Node> nodes)
    {
        switch (binary.Kind())
        {
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression when !cuts.Holds(binary.Right):
                return Rebuild(binary, [binary.Left], nodes);
            case SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression:
                return LowerLogical(binary, nodes);
            case SyntaxKind.CoalesceExpression:
                return LowerCoalesce(binary, nodes);
            case SyntaxKind.AddExpression when cuts.Holds(binary.Right) && IsConcatenation(binary):
                return LowerConcatenation(binary, nodes);
            default:
                return Rebuild(binary, [binary.Left, binary.Right], nodes);
        }
    }

    ExpressionSyntax LowerLogical(BinaryExpressionSyntax logical, List<Node> nodes)
    {
        var type = TypeOf(logical)!;
        if (type.SpecialType != SpecialType.System_Boolean)
            return LowerOwnLogical(logical, type, nodes);
        DefaultAssigned(logical.Right);
        var name = Name(Spill(Lower(logical.Left, nodes), logical.Left, type, nodes, "test"));
        var right = InScope(branch => branch.Add(Assign(name, Lower(logical.Right, branch), logical.Right)));
        nodes.Add(new IfNode(Test(logical.IsKind(SyntaxKind.LogicalAndExpression) ? name : "!" + name, logical), right, null));
        return Identifier(name);
    }

    /// <summary><c>a || cut</c> of a type's own: <c>a</c> if its <c>true</c> says so, else <c>a | cut</c>. For <c>&amp;&amp;</c>, C# lets nobody ask the operator <c>false</c>.</summary>
    ExpressionSyntax LowerOwnLogical(BinaryExpressionSyntax logical, ITypeSymbol type, List<Node> nodes)
    {
        bool IsType(ExpressionSyntax operand) => SymbolEqualityComparer.Default.Equals(semantics.GetTypeInfo(operand, cancel).Type, type);
        if (!logical.IsKind(SyntaxKind.LogicalOrExpression) || type is not INamedTypeSymbol { IsValueType: true } and not INamedTypeSymbol { IsReferenceType: true } || type.TypeKind == TypeKind.Dynamic
            || !IsType(logical.Left) || !IsType(logical.Right) || semantics.Compilation.HasImplicitConversion(type, semantics.Compilation.GetSpecialType(SpecialType.System_Boolean)))
        {
            throw NotWoven(logical, "a user-defined logical operator");
        }
        DefaultAssigned(logical.Right);
        var name = Name(Spill(Lower(logical.Left, nodes), logical.Left, type, nodes, "test"));
        var otherwise = InScope(branch => branch.Add(Assign(name, SyntaxFactory.ParseExpression($"{name} | {Parenthesized(Lower(logical.Right, branch))}"), logical)));
        nodes.Add(new IfNode(Test($"{name} ? true : false", logical), new BlockNode(new([]), new([])), otherwise));
        return Identifier(name);
    }

    Code LowerCondition(ExpressionSyntax condition, List<Node> nodes) => CodeOf(AsBool(Lower(condition, nodes), condition), condition);

    /// <summary>A condition to which something is added has to be a bool: one of a type with an operator <c>true</c> becomes one by it.</summary>
    ExpressionSyntax AsBool(ExpressionSyntax rest, ExpressionSyntax condition)
    {
        if (condition.SyntaxTree != semantics.SyntaxTree || semantics.GetTypeInfo(condition, cancel).Type is not { SpecialType: not SpecialType.System_Boolean } type)
            return rest;
        return type.TypeKind != TypeKind.Dynamic && semantics.Compilation.HasImplicitConversion(type, semantics.Compilation.GetSpecialType(SpecialType.System_Boolean))
            ? rest
            : SyntaxFactory.ParseExpression($"({Parenthesized(rest)} ? true : false)");
    }

    ExpressionSyntax LowerConditional(ConditionalExpressionSyntax choice, List<Node> nodes)
    {
        if (!cuts.Holds(choice.WhenTrue) && !cuts.Holds(choice.WhenFalse))
            return Rebuild(choice, [choice.Condition], nodes);
        if (TypeOf(choice) is not { } type || choice.WhenTrue is RefExpressionSyntax)
            throw NotWoven(choice, "a conditional reference");
        DefaultAssigned(choice.WhenTrue);
        DefaultAssigned(choice.WhenFalse);
        var condition = LowerCondition(choice.Condition, nodes);
        var name = Open("choice", type, choice, nodes);
        var whenTrue = InScope(branch => Choose(name, choice.WhenTrue, branch));
        var whenFalse = InScope(branch => Choose(name, choice.WhenFalse, branch));
        nodes.Add(new IfNode(condition, whenTrue, whenFalse));
        return Identifier(name);
    }

    /// <summary>One branch of a choice: its value, or its exception.</summary>
    void Choose(string name, ExpressionSyntax value, List<Node> branch) =>
        branch.Add(Bare(value) is ThrowExpressionSyntax thrown ? Throw(thrown.Expression, value, branch) : Assign(name, Lower(value, branch), value));

    SliceNode Throw(ExpressionSyntax thrown, SyntaxNode source, List<Node> nodes) => new(MakeStatement($"throw {Text(InContext(Lower(thrown, nodes)))};", source));

    ExpressionSyntax LowerCoalesce(BinaryExpressionSyntax coalesce, List<Node> nodes)
    {
        if (TypeOf(coalesce) is not { } type || semantics.GetTypeInfo(coalesce.Left, cancel).Type is not { } leftType || leftType.TypeKind == TypeKind.Dynamic)
            throw NotWoven(coalesce, "'??' of this type");
        DefaultAssigned(coalesce.Right);
        var left = Lower(coalesce.Left, nodes);
        if (SymbolEqualityComparer.Default.Equals(type, leftType))
        {
            var name = Name(Spill(left, coalesce.Left, type, nodes, "value"));
            nodes.Add(new IfNode(Test($"{name} is null", coalesce), InScope(branch => Choose(name, coalesce.Right, branch)), null));
            return Identifier(name);
        }
        var value = Name(Spill(left, coalesce.Left, leftType, nodes, "left"));
        var result = Open("value", type, coalesce, nodes);
        var held = IsNullable(leftType) ? $"{value}.GetValueOrDefault()" : value;
        nodes.Add(new IfNode(
            Test($"{value} is null", coalesce),
            InScope(branch => Choose(result, coalesce.Right, branch)),
            InScope(branch => branch.Add(Assign(result, SyntaxFactory.ParseExpression(held), coalesce)))));
        return Identifier(result);
    }

    /// <summary><c>a?.F(cut)</c>: the receiver once, then what follows it, if there is one.</summary>
    ExpressionSyntax LowerAccess(ConditionalAccessExpressionSyntax access, List<Node> nodes, bool used)
    {
        var receiverType = TypeOf(access.Expression)!;
        if (!IsNullable(receiverType) && !receiverType.IsReferenceType || receiverType.TypeKind == TypeKind.Dynamic)
            throw NotWoven(access, "'?.' on a value whose type is not known to have a null");
        DefaultAssigned(access.WhenNotNull);
        var rest = Lower(access.Expression, nodes);
        var name = IsTemporary(rest, access.Expression) || IsStableVariable(access.Expression, [access.WhenNotNull])
            ? Text(rest)
            : Name(Spill(rest, access.Expression, receiverType, nodes, "receiver"));
        bindings[BindingOf(access.WhenNotNull)] = IsNullable(receiverType) ? SyntaxFactory.ParseExpression($"{name}.GetValueOrDefault()") : Identifier(name);
        var test = Test($"{name} is not null", access);
        var type = semantics.GetTypeInfo(access, cancel).Type;
        if (!used || type is null || type.SpecialType == SpecialType.System_Void)
        {
            nodes.Add(new IfNode(test, InScope(branch => LowerEffect(access.WhenNotNull, branch)), null));
            return Identifier("_");
        }
        var result = DeclareTemporary(pool.Numbered("value"), type, access);
        nodes.Add(new DeclareNode(result, Codecs.TypeNames.Of(type), Test("default", access)));
        nodes.Add(new IfNode(test, InScope(branch => branch.Add(Assign(Name(result), Lower(access.WhenNotNull, branch), access.WhenNotNull))), null));
        return Identifier(Name(result));
    }

    /// <summary>The <c>.b</c> or <c>[b]</c> that follows the question mark.</summary>
    static ExpressionSyntax BindingOf(ExpressionSyntax whenNotNull) => whenNotNull switch
    {
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => whenNotNull,
        MemberAccessExpressionSyntax member => BindingOf(member.Expression),
        InvocationExpressionSyntax invocation => BindingOf(invocation.Expression),
        ElementAccessExpressionSyntax element => BindingOf(element.Expression),
        ConditionalAccessExpressionSyntax access => BindingOf(access.Expression),
        AssignmentExpressionSyntax assignment => BindingOf(assignment.Left),
        PostfixUnaryExpressionSyntax unary => BindingOf(unary.Operand),
        _ => throw NotWoven(whenNotNull, "this kind of '?.'"),
    };

    static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Variables that a part assigns which is evaluated in a branch now: C# knew from the whole expression that they have a value, and cannot see it in the pieces.</summary>
    void DefaultAssigned(ExpressionSyntax part)
    {
        foreach (var name in Writes.Direct(part))
        {
            if (variables.Resolve(name) is { } index)
                variables.Default(index);
        }
    }
}

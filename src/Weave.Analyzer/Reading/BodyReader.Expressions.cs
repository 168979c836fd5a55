using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>Takes cuts out of expressions: whatever C# evaluates before a cut is evaluated into a temporary first, left to right, and what is left has no cut.</summary>
sealed partial class BodyReader
{
    Code LowerCode(ExpressionSyntax expression, List<Node> nodes)
    {
        var rest = Lower(expression, nodes);
        return ReferenceEquals(rest, expression) ? MakeCode(expression) : MakeCode(rest, expression);
    }

    /// <summary>Adds to <paramref name="nodes"/> what has to happen before, and returns what is left of the expression.</summary>
    ExpressionSyntax Lower(ExpressionSyntax expression, List<Node> nodes)
    {
        if (!cuts.Holds(expression))
            return expression;
        if (cuts.At(expression) is { } site)
            return CallIntoTemporary(site, nodes);
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Rebuild(inner, [inner.Expression], nodes);
            case PrefixUnaryExpressionSyntax unary:
                return Rebuild(unary, [unary.Operand], nodes);
            case PostfixUnaryExpressionSyntax unary:
                return Rebuild(unary, [unary.Operand], nodes);
            case CastExpressionSyntax cast:
                return Rebuild(cast, [cast.Expression], nodes);
            case IsPatternExpressionSyntax test:
                return Rebuild(test, [test.Expression], nodes);
            case MemberAccessExpressionSyntax member:
                return Rebuild(member, [member.Expression], nodes);
            case SwitchExpressionSyntax choice when !choice.Arms.Any(cuts.Holds):
                return Rebuild(choice, [choice.GoverningExpression], nodes);
            case SwitchExpressionSyntax choice:
                return LowerSwitch(choice, nodes);
            case ConditionalAccessExpressionSyntax access when !cuts.Holds(access.WhenNotNull):
                return Rebuild(access, [access.Expression], nodes);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } logical:
                return LowerLogical(logical, nodes);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when cuts.Holds(coalesce.Right):
                throw NotWoven(coalesce, "'??'");
            case BinaryExpressionSyntax binary:
                return Rebuild(binary, [binary.Left, binary.Right], nodes);
            case ConditionalExpressionSyntax choice:
                return LowerConditional(choice, nodes);
            case AssignmentExpressionSyntax assignment:
                return LowerAssignment(assignment, nodes);
            case InvocationExpressionSyntax invocation:
                return Rebuild(invocation, [.. Target(invocation), .. Arguments(invocation.ArgumentList)], nodes);
            case ObjectCreationExpressionSyntax { Initializer: null, ArgumentList: { } arguments } creation:
                return Rebuild(creation, Arguments(arguments), nodes);
            case ImplicitObjectCreationExpressionSyntax { Initializer: null } creation:
                return Rebuild(creation, Arguments(creation.ArgumentList), nodes);
            case ObjectCreationExpressionSyntax creation when !cuts.Holds(creation.Initializer):
                return Rebuild(creation, Arguments(creation.ArgumentList!), nodes);
            case ElementAccessExpressionSyntax element:
                return Rebuild(element, [element.Expression, .. element.ArgumentList.Arguments.Select(static a => a.Expression)], nodes);
            case TupleExpressionSyntax tuple:
                return Rebuild(tuple, [.. tuple.Arguments.Select(static a => a.Expression)], nodes);
            case ArrayCreationExpressionSyntax { Initializer: null } array:
                return Rebuild(array, [.. array.Type.RankSpecifiers.SelectMany(static r => r.Sizes)], nodes);
            case ArrayCreationExpressionSyntax { Initializer: { } initializer } array when initializer.Expressions.All(static e => e is not InitializerExpressionSyntax):
                return Rebuild(array, [.. initializer.Expressions], nodes);
            case ImplicitArrayCreationExpressionSyntax array:
                return Rebuild(array, [.. array.Initializer.Expressions], nodes);
            default:
                throw NotWoven(expression, Ledger.Words.Of(expression.Kind()));
        }
    }

    /// <summary>The site if the whole expression is a cut, parentheses aside.</summary>
    CutSite? RootSite(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        return cuts.At(expression);
    }

    ITypeSymbol? ResultOf(CutSite site) => site.Callee is { } callee
        ? callee.Result
        : TaskTypes.AwaitResult(semantics.GetTypeInfo(((AwaitExpressionSyntax)site.Node).Expression, cancel).Type!);

    ExpressionSyntax CallIntoTemporary(CutSite site, List<Node> nodes)
    {
        var (call, type, cut) = MakeCall(site, nodes);
        if (ResultOf(site) is not { } resultType)
        {
            nodes.Add(new CallNode(cut, null, call, type));
            return SyntaxFactory.IdentifierName("_");
        }
        var name = site.Kind == CutKind.Await ? pool.Numbered("awaited") : pool.ForResult(site.Callee!.Symbol.Name);
        nodes.Add(new CallNode(cut, DeclareTyped(name, resultType, VariableKind.Spill, site.Node), call, type));
        return SyntaxFactory.IdentifierName(name);
    }

    (Code Call, string ResultType, int Cut) MakeCall(CutSite site, List<Node> nodes)
    {
        var call = site.Callee is null ? MakeForeignAwait((AwaitExpressionSyntax)site.Node, nodes) : MakeCallCode(site, nodes, out _);
        var type = ResultOf(site) is { } resultType ? TypeNames.Of(resultType) : "void";
        return (call, type, NewCut(site, AnchorOf(site.Node)));
    }

    /// <summary>The call of the woven twin, after the operands before it.</summary>
    Code MakeCallCode(CutSite site, List<Node> nodes, out InvocationExpressionSyntax rest)
    {
        var callee = site.Callee!;
        var invocation = site.Node as InvocationExpressionSyntax ?? CutFinder.AwaitedCall(((AwaitExpressionSyntax)site.Node).Expression)!;
        rest = (InvocationExpressionSyntax)Rebuild(invocation, [.. Receiver(invocation.Expression), .. Arguments(invocation.ArgumentList)], nodes);
        return MakeCode(WovenTarget.Call(rest, callee, names.Context), invocation);
    }

    Code MakeForeignAwait(AwaitExpressionSyntax awaited, List<Node> nodes)
    {
        var type = semantics.GetTypeInfo(awaited.Expression, cancel).Type;
        if (!TaskTypes.IsAwaited(type))
            throw NotWoven(awaited, $"await of '{type?.ToDisplayString()}'");
        var rest = Lower(awaited.Expression, nodes);
        return MakeCode(SyntaxFactory.ParseExpression($"{KnownNames.ForeignAwait}({names.Context}, {Text(rest)})"), awaited);
    }

    static SyntaxNode AnchorOf(SyntaxNode cut)
    {
        var node = cut;
        while (node.Parent is ExpressionSyntax or ArgumentSyntax or BaseArgumentListSyntax or InitializerExpressionSyntax)
            node = node.Parent;
        return node.Parent is ExpressionStatementSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax } ? node.Parent : node;
    }

    ExpressionSyntax LowerLogical(BinaryExpressionSyntax logical, List<Node> nodes)
    {
        if (!cuts.Holds(logical.Right))
            return Rebuild(logical, [logical.Left], nodes);
        var type = semantics.GetTypeInfo(logical, cancel).Type!;
        if (type.SpecialType != SpecialType.System_Boolean)
            throw NotWoven(logical, "a user-defined logical operator");
        var temporary = Spill(Lower(logical.Left, nodes), logical.Left, type, nodes, "test");
        var name = Name(temporary);
        var right = InScope(branch => branch.Add(Assign(name, Lower(logical.Right, branch), logical.Right)));
        var test = MakeCode(SyntaxFactory.ParseExpression(logical.IsKind(SyntaxKind.LogicalAndExpression) ? name : "!" + name), logical);
        nodes.Add(new IfNode(test, right, null));
        return SyntaxFactory.IdentifierName(name);
    }

    ExpressionSyntax LowerConditional(ConditionalExpressionSyntax choice, List<Node> nodes)
    {
        if (!cuts.Holds(choice.WhenTrue) && !cuts.Holds(choice.WhenFalse))
            return Rebuild(choice, [choice.Condition], nodes);
        var info = semantics.GetTypeInfo(choice, cancel);
        if ((info.Type ?? info.ConvertedType) is not { } type || choice.WhenTrue is RefExpressionSyntax)
            throw NotWoven(choice, "a conditional without a type");
        var condition = LowerCode(choice.Condition, nodes);
        var temporary = DeclareTyped(pool.Numbered("choice"), type, VariableKind.Spill, choice);
        nodes.Add(new DeclareNode(temporary, TypeNames.Of(type), null));
        var whenTrue = InScope(branch => Choose(Name(temporary), choice.WhenTrue, branch));
        var whenFalse = InScope(branch => Choose(Name(temporary), choice.WhenFalse, branch));
        nodes.Add(new IfNode(condition, whenTrue, whenFalse));
        return SyntaxFactory.IdentifierName(Name(temporary));
    }

    /// <summary>One branch of a conditional: its value, or its exception.</summary>
    void Choose(string name, ExpressionSyntax value, List<Node> branch) =>
        branch.Add(value is ThrowExpressionSyntax thrown ? Throw(thrown.Expression, value, branch) : Assign(name, Lower(value, branch), value));

    SliceNode Throw(ExpressionSyntax thrown, SyntaxNode source, List<Node> nodes) => new(MakeStatement($"throw {Text(Lower(thrown, nodes))};", source));

    SliceNode Assign(string name, ExpressionSyntax value, SyntaxNode source) => new(MakeStatement($"{name} = {Text(value)};", source));

    ExpressionSyntax LowerAssignment(AssignmentExpressionSyntax assignment, List<Node> nodes)
    {
        var compound = !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
        if (assignment.Left is TupleExpressionSyntax or DeclarationExpressionSyntax)
        {
            // Targets that are plain variables are not evaluated; anything else would have to be, before the value.
            if (assignment.Left.DescendantNodes().OfType<ArgumentSyntax>().Any(static a => a.Expression is not (IdentifierNameSyntax or DeclarationExpressionSyntax or TupleExpressionSyntax)))
                throw NotWoven(assignment, "a deconstruction into members or elements");
            return Rebuild(assignment, [assignment.Right], nodes);
        }
        if (!compound)
        {
            return assignment.Left is IdentifierNameSyntax
                ? Rebuild(assignment, [assignment.Right], nodes)
                : Rebuild(assignment, [.. Location(assignment.Left), assignment.Right], nodes);
        }
        if (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) || semantics.GetSymbolInfo(assignment.Left, cancel).Symbol is IEventSymbol)
            throw NotWoven(assignment, Ledger.Words.Of(assignment.Kind()));
        if (!cuts.Holds(assignment.Right))
            return Rebuild(assignment, Location(assignment.Left), nodes);
        return LowerCompound(assignment, nodes);
    }

    /// <summary><c>x += cut</c> reads x first: <c>old = x; value = cut; x = (T)(old + value)</c>.</summary>
    ExpressionSyntax LowerCompound(AssignmentExpressionSyntax assignment, List<Node> nodes)
    {
        var type = semantics.GetTypeInfo(assignment.Left, cancel).Type!;
        var operation = semantics.GetSymbolInfo(assignment, cancel).Symbol as IMethodSymbol;
        if (operation is { IsStatic: false } || type.TypeKind == TypeKind.Delegate)
            throw NotWoven(assignment, Ledger.Words.Of(assignment.Kind()));
        var target = assignment.Left is IdentifierNameSyntax ? assignment.Left : Pinpoint(assignment.Left, nodes);
        var old = Name(Spill(target, assignment.Left, type, nodes, "old"));
        var value = Lower(assignment.Right, nodes);
        var symbol = assignment.OperatorToken.Text.TrimEnd('=');
        return SyntaxFactory.ParseExpression($"{Text(target)} = ({TypeNames.Of(type)})({old} {symbol} {Parenthesized(value)})");
    }

    /// <summary>The target of a compound assignment with its receiver and indices in temporaries, so that it can be read and then written.</summary>
    ExpressionSyntax Pinpoint(ExpressionSyntax target, List<Node> nodes)
    {
        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var part in Location(target))
        {
            var rest = Lower(part, nodes);
            replaced[part] = IsStable(part, [target.Parent!]) ? rest : SyntaxFactory.IdentifierName(Name(Spill(rest, part, null, nodes, "operand")));
        }
        return (ExpressionSyntax)Compose(target, replaced);
    }

    /// <summary>What C# evaluates of an assignment's target before the value.</summary>
    ExpressionSyntax[] Location(ExpressionSyntax target)
    {
        switch (target)
        {
            case ParenthesizedExpressionSyntax inner:
                return Location(inner.Expression);
            case MemberAccessExpressionSyntax member:
                return Receiver(member);
            case IdentifierNameSyntax:
                return [];
            case ElementAccessExpressionSyntax element:
                if (semantics.GetTypeInfo(element.Expression, cancel).Type is { IsValueType: true })
                    throw NotWoven(target, "an element of a value type's indexer as target");
                return [element.Expression, .. element.ArgumentList.Arguments.Select(static a => a.Expression)];
            default:
                throw NotWoven(target, "this target of an assignment");
        }
    }

    /// <summary>What an invocation evaluates before its arguments: a delegate, or the receiver of a method.</summary>
    ExpressionSyntax[] Target(InvocationExpressionSyntax invocation) =>
        semantics.GetSymbolInfo(invocation, cancel).Symbol is IMethodSymbol { MethodKind: not MethodKind.DelegateInvoke } ? Receiver(invocation.Expression) : [invocation.Expression];

    /// <summary>The receiver of a member, if it is a value: nothing for types, namespaces, base and simple names. A variable of a value type is a place, not a value: it stays.</summary>
    ExpressionSyntax[] Receiver(ExpressionSyntax expression)
    {
        if (expression is not MemberAccessExpressionSyntax { Expression: var receiver } || receiver is BaseExpressionSyntax)
            return [];
        if (semantics.GetSymbolInfo(receiver, cancel).Symbol is ITypeSymbol or INamespaceSymbol)
            return [];
        return receiver is IdentifierNameSyntax && MayBeStruct(semantics.GetTypeInfo(receiver, cancel).Type) && !IsReduced(expression) ? [] : [receiver];
    }

    /// <summary>True for value types, and for type parameters that can stand for one.</summary>
    static bool MayBeStruct(ITypeSymbol? type) => type is { IsValueType: true } or ITypeParameterSymbol { IsReferenceType: false };

    /// <summary>True for an extension method called like a member: its receiver is an argument.</summary>
    bool IsReduced(ExpressionSyntax target) => semantics.GetSymbolInfo(target, cancel).Symbol is IMethodSymbol { ReducedFrom: not null };

    /// <summary>True for a value type's field, element or reference whose member is used: a copy would be another place.</summary>
    bool IsPlace(ExpressionSyntax operand) =>
        operand.Parent is MemberAccessExpressionSyntax { Expression: var receiver } && receiver == operand && !IsReduced((ExpressionSyntax)operand.Parent)
        && MayBeStruct(semantics.GetTypeInfo(operand, cancel).Type)
        && semantics.GetSymbolInfo(operand, cancel).Symbol is null or IFieldSymbol or IPropertySymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRef: true };

    static ExpressionSyntax[] Arguments(BaseArgumentListSyntax list) => [.. list.Arguments.Select(static a => a.Expression)];

    /// <summary>
    /// Evaluates the operands in order: up to the last one with a cut each goes into a temporary unless its value cannot change meanwhile;
    /// that one and all later ones stay where they are.
    /// </summary>
    ExpressionSyntax Rebuild(ExpressionSyntax expression, IReadOnlyList<ExpressionSyntax> operands, List<Node> nodes)
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
            var operand = operands[i];
            var rest = Lower(operand, nodes);
            var stays = i == last || IsStable(operand, [.. operands.Skip(i + 1)]) || (rest is IdentifierNameSyntax && !ReferenceEquals(rest, operand));
            if (!stays && IsPlace(operand))
                throw NotWoven(operand, "a member of a value type that is itself a member or an element");
            replaced[operand] = stays ? rest : SyntaxFactory.IdentifierName(Name(Spill(rest, operand, null, nodes, "operand")));
        }
        return (ExpressionSyntax)Compose(expression, replaced);
    }

    /// <summary>True if evaluating the operand after <paramref name="later"/> gives what evaluating it before gives.</summary>
    bool IsStable(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later)
    {
        if (operand.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
        {
            return operand is DeclarationExpressionSyntax || semantics.GetSymbolInfo(operand, cancel).Symbol is ILocalSymbol or IParameterSymbol
                ? true
                : throw NotWoven(operand, "a ref argument that is a member or an element, before a cut in the same call,");
        }
        return operand switch
        {
            LiteralExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or TypeOfExpressionSyntax or DefaultExpressionSyntax
                or AnonymousFunctionExpressionSyntax or SizeOfExpressionSyntax => true,
            ParenthesizedExpressionSyntax inner => IsStable(inner.Expression, later),
            _ => semantics.GetConstantValue(operand, cancel).HasValue || IsStableVariable(operand, later) || IsStableSum(operand, later) || IsStaticMethodGroup(operand),
        };
    }

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

    bool IsStaticMethodGroup(ExpressionSyntax operand) =>
        semantics.GetTypeInfo(operand, cancel).Type is null && semantics.GetSymbolInfo(operand, cancel).Symbol is IMethodSymbol { IsStatic: true };

    bool IsStableVariable(ExpressionSyntax operand, IReadOnlyList<SyntaxNode> later) =>
        operand is IdentifierNameSyntax { Identifier.ValueText: var name }
        && semantics.GetSymbolInfo(operand, cancel).Symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }
        && !writtenInNested.Contains(name)
        && !later.Any(l => (semantics.GetTypeInfo(operand, cancel).Type is { IsReferenceType: true } ? Writes.Direct(l) : Writes.In(l)).Contains(name));

    /// <summary>Evaluates an operand into a new temporary.</summary>
    int Spill(ExpressionSyntax value, ExpressionSyntax source, ITypeSymbol? type, List<Node> nodes, string name)
    {
        var info = semantics.GetTypeInfo(source, cancel);
        type ??= info.Type ?? info.ConvertedType;
        if (type is null || type.SpecialType == SpecialType.System_Void || info.Type is null && type.TypeKind == TypeKind.Delegate)
            throw NotWoven(source, "an operand without a type");
        var variable = DeclareTyped(pool.Numbered(name), type, VariableKind.Spill, source);
        nodes.Add(new DeclareNode(variable, TypeNames.Of(type), ReferenceEquals(value, source) ? MakeCode(source) : MakeCode(value, source)));
        return variable;
    }

    static string Text(SyntaxNode node) => node.WithoutTrivia().ToFullString();

    static string Parenthesized(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax
            ? Text(expression)
            : $"({Text(expression)})";
}

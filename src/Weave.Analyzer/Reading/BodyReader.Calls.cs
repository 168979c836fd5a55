using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>The cuts themselves: calls of woven twins and awaits of tasks that are not ours.</summary>
sealed partial class BodyReader
{
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
            return Identifier("_");
        }
        var name = site.Kind == CutKind.Await ? pool.Numbered("awaited") : pool.ForResult(site.Callee!.Symbol.Name);
        nodes.Add(new CallNode(cut, DeclareTemporary(name, resultType, site.Node), call, type));
        return Identifier(name);
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
        if (overflow is not null)
            rest = rest.ReplaceNodes([.. Receiver(invocation.Expression).Length == 0 ? [] : new[] { ((MemberAccessExpressionSyntax)Bare(rest.Expression)).Expression }, .. Values(rest.ArgumentList)], (_, value) => InContext(value));
        return MakeCode(WovenTarget.Call(rest, callee, names.Context), invocation);
    }

    Code MakeForeignAwait(AwaitExpressionSyntax awaited, List<Node> nodes)
    {
        var type = semantics.GetTypeInfo(awaited.Expression, cancel).Type;
        if (!TaskTypes.IsAwaited(type))
            throw NotWoven(awaited, $"await of '{type?.ToDisplayString()}'");
        var rest = InContext(Lower(awaited.Expression, nodes));
        return MakeCode(SyntaxFactory.ParseExpression($"{KnownNames.ForeignAwait}({names.Context}, {Text(rest)})"), awaited);
    }

    static SyntaxNode AnchorOf(SyntaxNode cut)
    {
        var node = cut;
        while (node.Parent is ExpressionSyntax or ArgumentSyntax or BaseArgumentListSyntax or InterpolationSyntax or CollectionElementSyntax or AnonymousObjectMemberDeclaratorSyntax)
            node = node.Parent;
        return node.Parent is ExpressionStatementSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax } ? node.Parent : node;
    }

    /// <summary>What an invocation evaluates before its arguments: a delegate, or the receiver of a method.</summary>
    ExpressionSyntax[] Target(InvocationExpressionSyntax invocation)
    {
        if (semantics.GetOperation(invocation, cancel) is IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation member })
            return ReceiverOfDynamic(invocation, member);
        return IsMethodName(invocation.Expression) ? Receiver(invocation.Expression) : [invocation.Expression];
    }

    /// <summary>Of a call that is bound at run time: the binder gets receiver and arguments as they are, in temporaries as well as in place. The receiver of a value type would be another one.</summary>
    ExpressionSyntax[] ReceiverOfDynamic(InvocationExpressionSyntax invocation, IDynamicMemberReferenceOperation member) => member.Instance switch
    {
        null or { IsImplicit: true } => [],
        _ when Bare(invocation.Expression) is not MemberAccessExpressionSyntax => [],
        { Type: { IsReferenceType: true } or { TypeKind: TypeKind.Dynamic } } => Receiver(invocation.Expression),
        _ => throw NotWoven(invocation, "a dynamic call on a value"),
    };

    /// <summary>True for the name of a method; a call that gives a delegate has a method for a symbol too.</summary>
    bool IsMethodName(ExpressionSyntax target) =>
        Bare(target) is SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && SymbolOf(Bare(target)) is IMethodSymbol;

    /// <summary>The receiver of a member, if it is a value or a place: nothing for types, namespaces, base and simple names.</summary>
    ExpressionSyntax[] Receiver(ExpressionSyntax expression) =>
        Bare(expression) is not MemberAccessExpressionSyntax { Expression: var receiver } || receiver is BaseExpressionSyntax || SymbolOf(receiver) is ITypeSymbol or INamespaceSymbol
            ? []
            : [receiver];

    static IEnumerable<ExpressionSyntax> Values(BaseArgumentListSyntax list) => list.Arguments.Where(static a => a.RefKindKeyword.RawKind == 0).Select(static a => a.Expression);

    static ExpressionSyntax[] Arguments(BaseArgumentListSyntax list) => [.. list.Arguments.Select(static a => a.Expression)];
}

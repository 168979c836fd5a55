using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Puts together what is left of source code once its cuts are taken out: replaces spilled operands, gives <c>.b</c> of a <c>?.</c> its receiver, writes out
/// caller information, sends <c>continue</c> of a lowered loop to its label, gives gotos and their labels the names they have in generated code, and sends
/// jumps that leave a region with a cut in its finally block to that block.
/// </summary>
/// <param name="replaced">What stands for spilled operands.</param>
/// <param name="bindings">What stands for the receiver of a <c>.b</c>.</param>
/// <param name="callerInfo">The arguments that a call leaves to the compiler.</param>
/// <param name="labelOf">The label that a continue or goto leads to in generated code, or that a labeled statement has; null to leave it as it is.</param>
/// <param name="leaving">The region that a jump leaves first; null for none.</param>
sealed class ComposeRewriter(
    IReadOnlyDictionary<SyntaxNode, SyntaxNode> replaced, IReadOnlyDictionary<SyntaxNode, ExpressionSyntax> bindings,
    Func<ExpressionSyntax, IReadOnlyList<ArgumentSyntax>> callerInfo, Func<StatementSyntax, string?> labelOf, Func<StatementSyntax, PendingRegion?> leaving) : CSharpSyntaxRewriter
{
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is not null && replaced.TryGetValue(node, out var other))
            return other.WithTriviaFrom(node);
        if (node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax && leaving((StatementSyntax)node) is { } region)
        {
            var value = node is ReturnStatementSyntax { Expression: { } returned } ? Visit(returned)!.WithoutTrivia().ToFullString() : null;
            return SyntaxFactory.ParseStatement(region.Leave((StatementSyntax)node, value)).WithTriviaFrom(node);
        }
        return base.Visit(node);
    }

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => Jump(node);

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => Jump(node);

    public override SyntaxNode? VisitLabeledStatement(LabeledStatementSyntax node)
    {
        var visited = (LabeledStatementSyntax)base.VisitLabeledStatement(node)!;
        return labelOf(node) is { } label ? visited.WithIdentifier(SyntaxFactory.Identifier(label).WithTriviaFrom(visited.Identifier)) : visited;
    }

    StatementSyntax Jump(StatementSyntax node) => labelOf(node) is { } label
        ? SyntaxFactory.GotoStatement(SyntaxKind.GotoStatement, SyntaxFactory.IdentifierName(label).WithLeadingTrivia(SyntaxFactory.Space)).WithTriviaFrom(node)
        : node;

    public override SyntaxNode? VisitMemberBindingExpression(MemberBindingExpressionSyntax node) => bindings.TryGetValue(node, out var receiver)
        ? SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, receiver, (SimpleNameSyntax)Visit(node.Name)!).WithTriviaFrom(node)
        : base.VisitMemberBindingExpression(node);

    public override SyntaxNode? VisitElementBindingExpression(ElementBindingExpressionSyntax node) => bindings.TryGetValue(node, out var receiver)
        ? SyntaxFactory.ElementAccessExpression(receiver, (BracketedArgumentListSyntax)Visit(node.ArgumentList)!).WithTriviaFrom(node)
        : base.VisitElementBindingExpression(node);

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        var call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
        return callerInfo(node) is { Count: > 0 } more ? call.WithArgumentList(call.ArgumentList.WithArguments(With(call.ArgumentList.Arguments, more))) : call;
    }

    public override SyntaxNode? VisitElementAccessExpression(ElementAccessExpressionSyntax node)
    {
        var access = (ElementAccessExpressionSyntax)base.VisitElementAccessExpression(node)!;
        return callerInfo(node) is { Count: > 0 } more ? access.WithArgumentList(access.ArgumentList.WithArguments(With(access.ArgumentList.Arguments, more))) : access;
    }

    public override SyntaxNode? VisitObjectCreationExpression(ObjectCreationExpressionSyntax node) => Created((BaseObjectCreationExpressionSyntax)base.VisitObjectCreationExpression(node)!, node);

    public override SyntaxNode? VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node) =>
        Created((BaseObjectCreationExpressionSyntax)base.VisitImplicitObjectCreationExpression(node)!, node);

    BaseObjectCreationExpressionSyntax Created(BaseObjectCreationExpressionSyntax creation, ExpressionSyntax source)
    {
        if (callerInfo(source) is not { Count: > 0 } more)
            return creation;
        if (creation.ArgumentList is { } list)
            return creation.WithArgumentList(list.WithArguments(With(list.Arguments, more)));
        var bare = (ObjectCreationExpressionSyntax)creation;
        return bare.WithType(bare.Type.WithoutTrailingTrivia())
            .WithArgumentList(SyntaxFactory.ArgumentList(With(default, more)).WithTrailingTrivia(bare.Type.GetTrailingTrivia()));
    }

    static SeparatedSyntaxList<ArgumentSyntax> With(SeparatedSyntaxList<ArgumentSyntax> arguments, IReadOnlyList<ArgumentSyntax> more)
    {
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var separators = arguments.GetSeparators().Concat(Enumerable.Repeat(comma, arguments.Count == 0 ? more.Count - 1 : more.Count));
        return SyntaxFactory.SeparatedList(arguments.Concat(more), separators);
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Rewrites expression variables to variables that are declared already: <c>out var n</c> becomes <c>out n</c>, and because a pattern cannot assign
/// an existing local, <c>o is T t</c> becomes <c>(o is T t_1 &amp;&amp; Pattern.Set(out t, t_1))</c>.
/// </summary>
sealed class HoistRewriter(ISet<string> hoisted) : CSharpSyntaxRewriter
{
    const string Set = "global::Weave.Execution.Pattern.Set";

    /// <summary>What a nested function declares is its own, whatever its name.</summary>
    public override SyntaxNode? Visit(SyntaxNode? node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax ? node : base.Visit(node);

    public override SyntaxNode? VisitDeclarationExpression(DeclarationExpressionSyntax node) =>
        Existing(node.Designation)?.WithTriviaFrom(node) ?? node;

    public override SyntaxNode? VisitIsPatternExpression(IsPatternExpressionSyntax node)
    {
        var names = node.Pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>()
            .Select(static d => d.Identifier.Text).Where(hoisted.Contains).ToList();
        if (names.Count == 0)
            return base.VisitIsPatternExpression(node);
        var pattern = Bare(node.Pattern);
        var negated = pattern is UnaryPatternSyntax;
        if (pattern is UnaryPatternSyntax not)
            pattern = not.Pattern;
        var renamed = new RenameDesignations(names).Visit(pattern);
        var operand = (ExpressionSyntax)Visit(node.Expression)!;
        var sets = string.Concat(names.Select(static n => $" && {Set}(out {n}, {n}_1)"));
        return SyntaxFactory.ParseExpression($"{(negated ? "!" : "")}({operand.WithoutTrivia().ToFullString()} is {renamed!.WithoutTrivia().ToFullString()}{sets})").WithTriviaFrom(node);
    }

    static PatternSyntax Bare(PatternSyntax pattern) => pattern is ParenthesizedPatternSyntax inner ? Bare(inner.Pattern) : pattern;

    ExpressionSyntax? Existing(VariableDesignationSyntax designation) => designation switch
    {
        SingleVariableDesignationSyntax single when hoisted.Contains(single.Identifier.Text) => SyntaxFactory.IdentifierName(single.Identifier.WithoutTrivia()),
        DiscardDesignationSyntax => SyntaxFactory.IdentifierName("_"),
        ParenthesizedVariableDesignationSyntax list when list.Variables.Select(Existing).ToList() is var parts && parts.All(static p => p is not null) =>
            SyntaxFactory.ParseExpression("(" + string.Join(", ", parts) + ")"),
        _ => null,
    };

    sealed class RenameDesignations(List<string> names) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitSingleVariableDesignation(SingleVariableDesignationSyntax node) =>
            names.Contains(node.Identifier.Text) ? node.WithIdentifier(SyntaxFactory.Identifier(node.Identifier.Text + "_1").WithTriviaFrom(node.Identifier)) : node;
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Fuzz.Shrinking;

/// <summary>Programs in which the inside of a statement stands in its place.</summary>
static class Unwrappings
{
    public static IEnumerable<SyntaxNode> Of(SyntaxNode root)
    {
        foreach (var statement in root.DescendantNodes().OfType<StatementSyntax>().Where(static s => s.Parent is BlockSyntax))
        {
            foreach (var inside in Inside(statement))
                yield return root.ReplaceNode(statement, inside is BlockSyntax block ? block.Statements : [inside]);
        }
    }

    static IEnumerable<StatementSyntax> Inside(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => [block],
        IfStatementSyntax branch => branch.Else is { } otherwise ? [branch.Statement, otherwise.Statement] : [branch.Statement],
        TryStatementSyntax attempt => [attempt.Block, .. attempt.Catches.Select(static c => c.Block), .. attempt.Finally is { } ending ? [ending.Block] : Array.Empty<BlockSyntax>()],
        ForStatementSyntax each => [each.Statement],
        WhileStatementSyntax each => [each.Statement],
        DoStatementSyntax each => [each.Statement],
        CommonForEachStatementSyntax each => [each.Statement],
        UsingStatementSyntax use => [use.Statement],
        CheckedStatementSyntax check => [check.Block],
        SwitchStatementSyntax choice => choice.Sections.Select(static s => (StatementSyntax)SyntaxFactory.Block(s.Statements.Where(static t => t is not BreakStatementSyntax))),
        _ => [],
    };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

sealed partial class BodyReader
{
    /// <summary>Switch statements whose sections are being taken apart, or were: their <c>goto case</c> goes by label.</summary>
    readonly HashSet<SyntaxNode> openSwitches = [];

    /// <summary>The label that a jump leads to in generated code, or that a labeled statement has; null to leave it as it is.</summary>
    string? LabelOf(StatementSyntax statement)
    {
        switch (statement)
        {
            case ContinueStatementSyntax jump:
                return ContinueLabel(jump);
            case GotoStatementSyntax jump when cuts.Jumps.TargetOf(jump) is { } target:
                return target is LabeledStatementSyntax || openSwitches.Contains(target.Parent!) ? cuts.Jumps.NameOf(target) : null;
            case LabeledStatementSyntax labeled:
                return cuts.Jumps.NameOf(labeled);
            default:
                return null;
        }
    }

    void ReadLabeled(LabeledStatementSyntax labeled, List<Node> nodes)
    {
        if (cuts.Jumps.NameOf(labeled) is { } name)
            nodes.Add(new LabelNode(name, PassesDeclarations(labeled)));
        AddPoll(labeled, labeled.WithStatement(SyntaxFactory.EmptyStatement()), nodes);
        ReadStatement(labeled.Statement, nodes);
    }

    /// <summary>True if the statements that the first goto passes on its way to a label declare something in the label's block.</summary>
    bool PassesDeclarations(LabeledStatementSyntax labeled)
    {
        var first = cuts.Jumps.FirstTo(labeled);
        StatementSyntax own = labeled;
        while (own.Parent is LabeledStatementSyntax outer)
            own = outer;
        var block = own.Parent is SwitchSectionSyntax section ? section.Statements : ((BlockSyntax)own.Parent!).Statements;
        return block.TakeWhile(s => s != own).Where(s => s.Span.End > first).Any(static s => s is LocalDeclarationStatementSyntax
            || s.DescendantNodes(n => n == s || n is not StatementSyntax).Any(static n => n is SingleVariableDesignationSyntax));
    }

    /// <summary>The cut of a loop that gotos make.</summary>
    void AddPoll(SyntaxNode target, SyntaxNode anchored, List<Node> nodes)
    {
        if (cuts.At(target) is { } site)
            nodes.Add(new PollNode(NewCut(site, anchored)));
    }
}

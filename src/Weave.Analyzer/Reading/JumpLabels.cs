using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Where the gotos of a body lead: labeled statements, and sections of switch statements. Gives each target a label of its own in generated code, because
/// C# lets a name stand in sibling blocks, and weaving has labels too; all of its own but <c>Start</c> end in a digit.
/// </summary>
sealed class JumpLabels
{
    readonly Dictionary<GotoStatementSyntax, SyntaxNode> targets = [];
    readonly Dictionary<SyntaxNode, string> names = [];
    readonly HashSet<SyntaxNode> backward = [];

    public JumpLabels(SyntaxNode body, SemanticModel semantics, CancellationToken cancel)
    {
        foreach (var jump in Own(body).OfType<GotoStatementSyntax>())
        {
            if (Target(jump, semantics, cancel) is not { } target)
                continue;
            targets.Add(jump, target);
            if (jump.SpanStart >= target.SpanStart)
                backward.Add(target);
        }
        Name(body);
    }

    /// <summary>Nodes of the body itself, not of its lambdas and local functions.</summary>
    static IEnumerable<SyntaxNode> Own(SyntaxNode body) =>
        body.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    static SyntaxNode? Target(GotoStatementSyntax jump, SemanticModel semantics, CancellationToken cancel)
    {
        var label = (semantics.GetOperation(jump, cancel) as IBranchOperation)?.Target.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel);
        return label is SwitchLabelSyntax ? label.Parent : label as LabeledStatementSyntax;
    }

    void Name(SyntaxNode body)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var switches = new List<SyntaxNode>();
        var reached = new HashSet<SyntaxNode>(targets.Values);
        foreach (var target in Own(body).Where(reached.Contains))
        {
            if (target is LabeledStatementSyntax labeled)
            {
                var name = labeled.Identifier.Text;
                while (name == "Start" || char.IsDigit(name[name.Length - 1]) || taken.Contains(name))
                    name += "_";
                taken.Add(name);
                names.Add(target, name);
                continue;
            }
            if (!switches.Contains(target.Parent!))
                switches.Add(target.Parent!);
            var section = ((SwitchStatementSyntax)target.Parent!).Sections.IndexOf((SwitchSectionSyntax)target) + 1;
            names.Add(target, string.Format(CultureInfo.InvariantCulture, "Case{0}_{1}", switches.IndexOf(target.Parent!) + 1, section));
        }
    }

    /// <summary>The labeled statement or switch section that a goto leads to; null in nested functions.</summary>
    public SyntaxNode? TargetOf(GotoStatementSyntax jump) => targets.TryGetValue(jump, out var target) ? target : null;

    /// <summary>The label of a labeled statement or section in generated code; null if nothing leads there.</summary>
    public string? NameOf(SyntaxNode target) => names.TryGetValue(target, out var name) ? name : null;

    /// <summary>Where the first goto to a label stands.</summary>
    public int FirstTo(SyntaxNode target) => targets.Where(t => t.Value == target).Min(static t => t.Key.SpanStart);

    /// <summary>True if a goto leads back to it: a loop.</summary>
    public bool IsLoop(SyntaxNode target) => backward.Contains(target);

    /// <summary>True if a goto that stands elsewhere than in <paramref name="place"/> leads to <paramref name="target"/>.</summary>
    public bool IsReachedFromOutside(SyntaxNode target, SyntaxNode place) => targets.Any(t => t.Value == target && !place.Span.Contains(t.Key.Span));
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>A section of a switch statement, or an arm of a switch expression, before it is read.</summary>
/// <param name="Labels">What leads into it.</param>
/// <param name="Body">Its statements, or its value.</param>
/// <param name="Read">Reads them.</param>
sealed record SwitchArm(IReadOnlyList<ArmLabel> Labels, IReadOnlyList<SyntaxNode> Body, Action<List<Node>> Read)
{
    /// <summary>The section, if it is one of a statement.</summary>
    public SwitchSectionSyntax? Section => Body.Count > 0 ? Body[0].Parent as SwitchSectionSyntax : null;

    /// <summary>True if its statements mention the name.</summary>
    public bool Mentions(string name) => Body.Any(n => n.DescendantNodesAndSelf().Any(d => d is IdentifierNameSyntax { Identifier.ValueText: var other } && other == name));
}

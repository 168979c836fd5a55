using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>The contract of one cut against the second opinion.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="Live">How many variables are live there.</param>
/// <param name="Missing">Live ones that it lacks.</param>
/// <param name="Surplus">Ones it holds without need.</param>
sealed record ContractCheck(Cut Cut, int Live, IReadOnlyList<string> Missing, IReadOnlyList<string> Surplus)
{
    /// <summary>A check of each cut that the control-flow graph has.</summary>
    public static IEnumerable<ContractCheck> Of(FunctionModel function, MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel semantics)
    {
        var opinion = new FlowLiveness(syntax, method, semantics);
        FlowLiveness? reached = null;
        Reach? reach = null;
        foreach (var (cut, node) in Sites(function, syntax, semantics))
        {
            if (Ask(opinion, cut, node) is not { } expected)
                continue;
            var contract = cut.Contract.Select(i => function.Variables[i]).Where(static v => v.Kind is VariableKind.Parameter or VariableKind.Local)
                .Select(static v => v.Name.TrimStart('@')).ToHashSet();
            // A variable that a pattern binds goes from a guard to its section in a temporary named after it.
            var spills = cut.Contract.Select(i => function.Variables[i]).Where(static v => v.Kind == VariableKind.Spill).Select(static v => v.Name).ToList();
            contract.UnionWith(expected.Where(name => spills.Exists(s => s.StartsWith(name, StringComparison.Ordinal) && s.AsSpan(name.Length).IndexOfAnyExceptInRange('0', '9') < 0)));
            if (!expected.IsSubsetOf(contract) && Ask(reached ??= new(syntax, method, semantics, reachedOnly: true), cut, node) is { } less)
                expected = less;
            // What control never reaches needs nothing.
            if (!expected.IsSubsetOf(contract) && (reach ??= new(syntax, semantics.Compilation)).IsNever(node))
                continue;
            // What stands beside a call and nobody changes is saved in the place of a temporary that would hold its value.
            yield return new(cut, expected.Count, [.. expected.Except(contract)], [.. contract.Except(expected).Except(cut.Kind == CutKind.Loop ? [] : Beside(node))]);
        }
    }

    static IReadOnlySet<string>? Ask(FlowLiveness opinion, Cut cut, SyntaxNode node) => cut.Kind == CutKind.Loop ? opinion.AtHead(node) : opinion.After(InGraph(node));

    /// <summary>Where the graph has the waits of an <c>await foreach</c>: its step at the loop, its end at the sequence.</summary>
    static SyntaxNode InGraph(SyntaxNode node) => node switch
    {
        CommonForEachStatementSyntax loop => loop.Expression,
        { Parent: CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop } when node != loop.Expression => loop,
        _ => node,
    };

    /// <summary>Names in the expression or declaration around a call.</summary>
    static IEnumerable<string> Beside(SyntaxNode call)
    {
        var node = call;
        while (node.Parent is not (StatementSyntax or null))
            node = node.Parent;
        return node.DescendantTokens().Where(static t => t.RawKind == (int)SyntaxKind.IdentifierToken).Select(static t => t.ValueText);
    }

    static IEnumerable<(Cut Cut, SyntaxNode Node)> Sites(FunctionModel function, MethodDeclarationSyntax syntax, SemanticModel semantics)
    {
        var body = (SyntaxNode?)syntax.Body ?? syntax.ExpressionBody!.Expression;
        var finder = new CutFinder(function.Signature.Name, body, semantics, Twins.Marked(semantics.Compilation, CancellationToken.None), new Dictionary<int, string>(), CancellationToken.None);
        var sites = body.DescendantNodesAndSelf().Where(n => finder.At(n) is not null).ToDictionary(n => (finder.At(n)!.Id, finder.At(n)!.Kind));
        return function.Cuts.Where(c => c.Number > 0 && sites.ContainsKey((c.Id, c.Kind))).Select(c => (c, sites[(c.Id, c.Kind)]));
    }
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Xunit.Abstractions;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Each contract of the corpus holds what a second analysis says is live there, and little more.</summary>
public sealed class LivenessTests(ITestOutputHelper output)
{
    [Fact]
    public void Contracts_hold_what_is_live_and_little_more()
    {
        var compilation = GeneratorHost.Compile("Liveness", LanguageVersion.Preview, SampleFile.All.Select(static f => (f.Name + ".cs", f.Text)));
        var missing = new List<string>();
        var extra = new List<(int Count, string Text)>();
        var (compared, live) = (0, 0);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var semantics = compilation.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                var method = semantics.GetDeclaredSymbol(syntax)!;
                if (!method.GetAttributes().Any(static a => a.AttributeClass?.Name == "FragmentAttribute") || GeneratorHost.Read(syntax, method, semantics).Function is not { } function)
                    continue;
                if (method.PartialImplementationPart is not null)
                    continue;
                var opinion = new FlowLiveness(syntax, method, semantics);
                foreach (var (cut, node) in Sites(function, syntax, semantics))
                {
                    if ((cut.Kind == CutKind.Loop ? opinion.AtHead(node) : opinion.After(node)) is not { } expected)
                        continue;
                    var contract = cut.Contract.Select(i => function.Variables[i]).Where(static v => v.Kind is VariableKind.Parameter or VariableKind.Local)
                        .Select(static v => v.Name.TrimStart('@')).ToHashSet();
                    compared++;
                    live += expected.Count;
                    var at = $"{tree.FilePath}({cut.Line}) {cut.Id}";
                    // A variable that a pattern binds goes from a guard to its section in a temporary named after it.
                    contract.UnionWith(cut.Contract.Select(i => function.Variables[i]).Where(static v => v.Kind == VariableKind.Spill)
                        .Select(static v => v.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')).Where(expected.Contains));
                    if (!contract.IsSupersetOf(expected))
                        missing.Add($"{at} lacks {string.Join(", ", expected.Except(contract))}");
                    if (contract.Except(expected).ToList() is { Count: > 0 } more)
                        extra.Add((more.Count, $"{at} also holds {string.Join(", ", more)}"));
                }
            }
        }
        foreach (var (_, text) in extra.OrderByDescending(static e => e.Count).Take(20))
            output.WriteLine(text);
        var surplus = extra.Sum(static e => e.Count);
        output.WriteLine($"{compared} cuts, {live} live variables, {surplus} more in contracts");
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        Assert.True(compared > 500, $"Only {compared} cuts were compared.");
        Assert.True(surplus <= live * 0.05, $"{surplus} of {live} variables are saved without need:\n{string.Join("\n", extra.Select(static e => e.Text))}");
    }

    static IEnumerable<(Cut Cut, Microsoft.CodeAnalysis.SyntaxNode Node)> Sites(FunctionModel function, MethodDeclarationSyntax syntax, Microsoft.CodeAnalysis.SemanticModel semantics)
    {
        var body = (Microsoft.CodeAnalysis.SyntaxNode?)syntax.Body ?? syntax.ExpressionBody!.Expression;
        var finder = new CutFinder(function.Signature.Name, body, semantics, Twins.Marked(semantics.Compilation, CancellationToken.None), new HashSet<int>(), CancellationToken.None);
        var sites = body.DescendantNodesAndSelf().Where(n => finder.At(n) is not null).ToDictionary(n => (finder.At(n)!.Id, finder.At(n)!.Kind));
        return function.Cuts.Where(c => c.Number > 0 && sites.ContainsKey((c.Id, c.Kind))).Select(c => (c, sites[(c.Id, c.Kind)]));
    }
}

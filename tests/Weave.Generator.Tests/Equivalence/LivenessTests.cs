using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
                foreach (var check in ContractCheck.Of(function, syntax, method, semantics))
                {
                    compared++;
                    live += check.Live;
                    var at = $"{tree.FilePath}({check.Cut.Line}) {check.Cut.Id}";
                    if (check.Missing.Count > 0)
                        missing.Add($"{at} lacks {string.Join(", ", check.Missing)}");
                    if (check.Surplus.Count > 0)
                        extra.Add((check.Surplus.Count, $"{at} also holds {string.Join(", ", check.Surplus)}"));
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
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Weave.CodeFixes;
using Weave.Contracts;

namespace Weave.Rules.Tests;

/// <summary>The code fix that writes <c>weave.contracts</c>.</summary>
public sealed class ContractsFixTests
{
    const string Source = "public record Sheet(int Id); public partial class Shop { [Fragment] public static int M(Sheet sheet) { while (sheet.Id < 9) { } return 1; } }";

    static async Task<string> UpdateAsync(string source, string contracts, string rule)
    {
        var document = RuleHost.Open(source, contracts: contracts);
        var diagnostic = (await RuleHost.RunAsync(document.Project)).First(d => d.Id == rule && d.Location.SourceTree?.FilePath == document.FilePath);
        var offered = new List<CodeAction>();
        await new UpdateContractsFix().RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        var change = (await Assert.Single(offered).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        var project = change.ChangedSolution.GetProject(document.Project.Id)!;
        var left = (await RuleHost.RunAsync(project)).Where(static d => d.Descriptor.Category == "Weave.Evolution").ToList();
        Assert.True(left.Count == 0, string.Join("\n", left));
        return (await project.AdditionalDocuments.Single().GetTextAsync()).ToString();
    }

    [Fact]
    public async Task Writes_what_the_code_is() =>
        Assert.Equal(RuleHost.ContractsOf(Source), await UpdateAsync(Source, "# Weave contracts 1\n", "WEAVE0604"));

    [Fact]
    public async Task What_is_gone_stays_as_retired()
    {
        var old = RuleHost.ContractsOf(Source);
        var now = Source.Replace("while (sheet.Id < 9) { }", "for (var i = 0; i < sheet.Id; i++) { }", StringComparison.Ordinal).Replace("Sheet", "Leaf", StringComparison.Ordinal);
        var set = ContractSet.Parse(await UpdateAsync(now, old, "WEAVE0604"));
        Assert.Equal(["M", "M/while"], set.RetiredCuts.Select(static c => c.Cut));
        Assert.Equal("Sheet{Id:int}", Assert.Single(set.RetiredTypes).Text);
        Assert.Contains(set.Cuts, static c => c.Cut == "M/for(i)");
        Assert.Equal("WEAVE0608", Assert.Single((await RuleHost.RunAsync(RuleHost.Open(Source.Replace("int Id", "int Id, int More", StringComparison.Ordinal), contracts: set.ToText()).Project)), static d => d.Severity == DiagnosticSeverity.Error).Id);
    }
}

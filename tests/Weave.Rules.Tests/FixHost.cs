using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Pipeline;

namespace Weave.Rules.Tests;

/// <summary>Applies code fixes as an editor does.</summary>
static class FixHost
{
    /// <summary>The file after the fix of the last place, the innermost type, that the rule points at; null if none is offered there.</summary>
    public static async Task<Document?> FixAsync(CodeFixProvider fix, string rule, Document document)
    {
        var diagnostic = (await RuleHost.RunAsync(document.Project)).Last(d => d.Id == rule);
        var offered = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        return offered.Count == 0 ? null : await ApplyAsync(Assert.Single(offered), document);
    }

    /// <summary>The file after all fixes of a rule.</summary>
    public static async Task<Document> FixAllAsync(CodeFixProvider fix, string rule, Document document)
    {
        var title = ((CodeFixes.WeaveFix)fix).Title;
        var action = await fix.GetFixAllProvider()!.GetFixAsync(new(document, fix, FixAllScope.Document, title, [rule], new Found(), CancellationToken.None));
        return await ApplyAsync(action!, document);
    }

    /// <summary>Asserts that a project compiles without a word of the compiler's or an error of the rules', and that a method in it is woven.</summary>
    public static async Task AssertWovenAsync(Project project, string method)
    {
        var words = await RuleHost.RunAsync(project);
        Assert.True(words.All(static d => d.Severity != DiagnosticSeverity.Error), string.Join("\n", words));
        var (whole, generated) = Generate(project, (CSharpCompilation)(await project.GetCompilationAsync())!);
        var faults = whole.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning && d.Id is not ("CS1591" or "CS8321")).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Contains($" {method}__woven(", generated, StringComparison.Ordinal);
    }

    /// <summary>All that is generated for a project.</summary>
    public static async Task<string> GenerateAsync(Project project) => Generate(project, (CSharpCompilation)(await project.GetCompilationAsync())!).Text;

    static (Compilation Whole, string Text) Generate(Project project, CSharpCompilation compilation)
    {
        CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)project.ParseOptions!)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out _);
        return (whole, string.Concat(whole.SyntaxTrees.Except(compilation.SyntaxTrees).Select(static t => t.ToString())));
    }

    static async Task<Document> ApplyAsync(CodeAction action, Document document)
    {
        var change = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return change.ChangedSolution.GetDocument(document.Id)!;
    }

    /// <summary>Hands Fix All what the rules say.</summary>
    sealed class Found : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await RuleHost.RunAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await RuleHost.RunAsync(document.Project)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

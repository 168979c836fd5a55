using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.MSBuild;

namespace Weave.Tool.Opening;

/// <summary>Opens solutions and projects through MSBuild.</summary>
static class WorkspaceOpener
{
    public static async Task<IReadOnlyList<OpenedProject>> OpenAsync(string file, CancellationToken cancel)
    {
        // What the analyzers need is not loaded: the plan is of the source that the weaving generator sees.
        using var workspace = MSBuildWorkspace.Create(new Dictionary<string, string> { ["RunAnalyzers"] = "false" });
        var failures = new List<string>();
        using var listening = workspace.RegisterWorkspaceFailedHandler(failure =>
        {
            if (failure.Diagnostic.Kind == WorkspaceDiagnosticKind.Failure)
                failures.Add(failure.Diagnostic.Message);
        });
        var projects = Path.GetExtension(file) == ".csproj"
            ? [await workspace.OpenProjectAsync(file, cancellationToken: cancel)]
            : (await workspace.OpenSolutionAsync(file, cancellationToken: cancel)).Projects;
        var opened = new List<OpenedProject>();
        foreach (var project in projects.Where(static p => p.Language == LanguageNames.CSharp && p.DocumentIds.Count > 0).DistinctBy(static p => p.FilePath))
        {
            var source = project.WithAnalyzerReferences([]);
            opened.Add(new(project.AssemblyName, (CSharpCompilation)(await source.GetCompilationAsync(cancel))!, Path.GetDirectoryName(project.FilePath)));
        }
        return opened.Count > 0 ? opened : throw new OpenException(failures.FirstOrDefault() ?? "No C# project was found in it.");
    }
}

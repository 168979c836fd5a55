using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Evolution;

namespace Weave.CodeFixes;

/// <summary>Writes the contracts of the code into <c>weave.contracts</c>: what it says now is accepted as a whole, and the file's diff shows it to a reviewer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UpdateContractsFix)), Shared]
public sealed class UpdateContractsFix : CodeFixProvider
{
    const string Title = "Update weave.contracts";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NotInContracts.Id, Rules.Maps.Id, Rules.NeedsMigration.Id, Rules.Incompatible.Id];

    /// <summary>One fix updates the whole file.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.Document.Project;
        if (project.AdditionalDocuments.FirstOrDefault(static d => ContractsFile.Is(d.FilePath ?? d.Name)) is { } file)
            context.RegisterCodeFix(CodeAction.Create(Title, cancel => UpdateAsync(project, file, cancel), Title), context.Diagnostics);
        return Task.CompletedTask;
    }

    static async Task<Solution> UpdateAsync(Project project, TextDocument file, CancellationToken cancel)
    {
        var text = await file.GetTextAsync(cancel).ConfigureAwait(false);
        var compilation = (await project.GetCompilationAsync(cancel).ConfigureAwait(false))!;
        return project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(ContractsFile.Update(text.ToString(), ContractReader.Read(compilation, cancel)), text.Encoding));
    }
}

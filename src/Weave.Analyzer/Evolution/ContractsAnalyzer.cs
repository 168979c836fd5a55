using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Evolution;

/// <summary>Holds the contracts of the code against the file <c>weave.contracts</c>, if the project has one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.NotInContracts, Rules.Maps, Rules.NeedsMigration, Rules.Incompatible, Rules.RetiredId, Rules.UnreadableContracts];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var file = start.Options.AdditionalFiles.FirstOrDefault(static f => ContractsFile.Is(f.Path));
            if (file?.GetText(start.CancellationToken) is not { } text || Build.WeavesAll(start.Options))
                return;
            var compilation = start.Compilation;
            var drift = new Lazy<Drift>(() => Drift.Between(text, file.Path, compilation, CancellationToken.None));
            start.RegisterSymbolAction(
                context =>
                {
                    var method = (IMethodSymbol)context.Symbol;
                    if (Callee.MarkOf(method) != CalleeKind.Plain)
                        Report(context.ReportDiagnostic, drift.Value.Of(SignatureReader.Id(ExtensionBlocks.ImplementationOf(method)), method.Locations[0]));
                },
                SymbolKind.Method);
            start.RegisterSymbolAction(context => Report(context.ReportDiagnostic, drift.Value.Of(TypeNames.Schema((INamedTypeSymbol)context.Symbol), context.Symbol.Locations[0])), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(context =>
            {
                if (ContractsFile.Is(context.AdditionalFile.Path))
                    Report(context.ReportDiagnostic, drift.Value.InFile);
            });
        });
    }

    static void Report(Action<Diagnostic> report, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            report(diagnostic);
    }
}

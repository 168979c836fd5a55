using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Evolution;

/// <summary>Says which attributes about older code say nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EvolutionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.BadOldName, Rules.BadOldCut, Rules.BadMigration];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
    }

    static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Enum or TypeKind.Interface))
            return;
        var evolved = TypeEvolution.Read(type);
        Report(context, evolved.Refusals);
        ReportPinned(context, evolved, type.TypeKind is TypeKind.Class or TypeKind.Struct ? [.. MigrationReader.In(type)] : []);
        foreach (var mark in MigrationReader.In(type).Where(static mark => mark.Of is not null))
        {
            var functions = type.GetMembers(mark.Of!).OfType<IMethodSymbol>().Where(static m => Callee.MarkOf(m) != CalleeKind.Plain).ToList();
            if (functions.Count != 1)
                Report(context, [mark.Refuse(Rules.BadMigration, $"'{type.Name}' has {(functions.Count == 0 ? "no" : "more than one")} fragment function or step '{mark.Of}'")]);
        }
    }

    static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        var marks = MigrationReader.In(method.ContainingType).Where(mark => mark.Of == method.Name).ToList();
        if (!FunctionEvolution.IsMarked(method) && marks.Count == 0)
            return;
        var kind = Callee.MarkOf(method);
        if (kind == CalleeKind.Plain)
        {
            // Parameters of a migration bear names of old values, and those of a constructor are members of its type.
            if (method.MethodKind != MethodKind.Constructor && !Mark.On(method, KnownNames.MigratesAttribute).Any())
            {
                var bearers = method.Parameters.Cast<ISymbol>().Prepend(method);
                Report(context, bearers.SelectMany(static s => Mark.On(s, KnownNames.WasNamedAttribute)).Select(static m => m.Refuse(Rules.BadOldName, "it stands on no fragment function or step")));
                Report(context, Mark.On(method, KnownNames.WasCutAttribute).Select(static m => m.Refuse(Rules.BadOldCut, "it stands on no fragment function")));
            }

            return;
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken) is not MethodDeclarationSyntax syntax)
            return;
        var evolved = FunctionEvolution.Read(method, ContractReader.Read(syntax, method, context.Compilation, context.CancellationToken));
        Report(context, evolved.Refusals);
        ReportPinned(context, evolved, marks);
    }

    /// <summary>Old values that cannot be read, because their types have no codec.</summary>
    static void ReportPinned(SymbolAnalysisContext context, Evolved evolved, IReadOnlyList<Mark> marks)
    {
        var pinned = PinnedPaths.In(context.Compilation, context.CancellationToken);
        foreach (var mark in marks.Where(mark => evolved.Migrations.Exists(m => m.Member == mark.First)))
        {
            foreach (var parameter in ((IMethodSymbol)mark.Symbol).Parameters)
            {
                if (pinned(parameter.Name, parameter.Type) is { } path)
                    Report(context, [mark.Refuse(Rules.BadMigration, $"an old value of this type was never saved: {path}")]);
            }
        }
    }

    static void Report(SymbolAnalysisContext context, IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            context.ReportDiagnostic(refusal.ToDiagnostic());
    }
}

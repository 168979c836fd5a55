using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Contracts;

namespace Weave.Analyzer.Evolution;

/// <summary>Reads the contracts of functions and of whole compilations.</summary>
static class ContractReader
{
    /// <summary>The contracts of one function, and what registers its migrations.</summary>
    /// <param name="method">The function or step.</param>
    /// <param name="read">What was read of it.</param>
    public static (ContractSet Set, Evolved Evolved) Of(IMethodSymbol method, ReadResult read)
    {
        var evolved = FunctionEvolution.Read(method, read);
        var set = new ContractSet
        {
            Cuts = read switch
            {
                { Function: { } function } => [.. FunctionContracts.Of(function)],
                { Step: { } step } => [FunctionContracts.Of(step)],
                _ => [],
            },
            Renamings = [.. evolved.Renamings, .. TypeEvolution.Names(method.ContainingType)],
            Migrations = [.. evolved.Migrations.Select(static m => m.ToContract())],
        };
        return (set, evolved);
    }

    /// <summary>What has to travel for a function, old values that it migrates from included.</summary>
    public static CodecPlan Plan(ReadResult read, Evolved evolved, Compilation compilation, CancellationToken cancel) =>
        CodecPlan.Merge(read.Types.Concat(evolved.Inputs).Select(t => CodecPlanner.Plan(t, compilation, cancel)));

    /// <summary>Reads a marked method as the generator does.</summary>
    public static ReadResult Read(MethodDeclarationSyntax syntax, IMethodSymbol method, Compilation compilation, CancellationToken cancel)
    {
        if (Callee.MarkOf(method) == CalleeKind.Step)
            return FunctionReader.ReadStep(syntax, method, PinnedPaths.In(compilation, cancel));
#pragma warning disable RS1030 // a method is read as a whole; the compilation caches the model
        return MarkedTwins.Of(compilation).Read(syntax, method, compilation.GetSemanticModel(syntax.SyntaxTree), cancel);
#pragma warning restore RS1030
    }

    /// <summary>The contracts of all marked methods of a compilation, and of the types that they reach.</summary>
    public static ContractSet Read(Compilation compilation, CancellationToken cancel)
    {
        var sets = new List<ContractSet>();
        var plans = new List<CodecPlan>();
        foreach (var (syntax, method) in MarkedTwins.Of(compilation).Marked(cancel))
        {
            var read = Read(syntax, method, compilation, cancel);
            if (read is { Function: null, Step: null, Declared: null })
                continue;
            var (set, evolved) = Of(method, read);
            sets.Add(set);
            plans.Add(Plan(read, evolved, compilation, cancel));
        }

        return ContractSet.Merge([.. sets, .. CodecPlan.Merge(plans).Layouts.Select(static layout => ContractSet.Parse(layout.Text))]);
    }
}

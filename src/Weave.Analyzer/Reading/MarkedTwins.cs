using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;

namespace Weave.Analyzer.Reading;

/// <summary>
/// The twins of a compilation where attributes decide. Whether a body is refused is found by reading it as if every marked method with a sound declaration had a
/// twin: that may differ from the last word only in a compilation that has an error anyway.
/// </summary>
sealed class MarkedTwins
{
    static readonly ConditionalWeakTable<Compilation, MarkedTwins> all = new();

    readonly Compilation compilation;
    readonly ConcurrentDictionary<IMethodSymbol, bool> sound = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<IMethodSymbol, bool> woven = new(SymbolEqualityComparer.Default);

    MarkedTwins(Compilation compilation) => this.compilation = compilation;

    public static Twins In(Compilation compilation, CancellationToken cancel)
    {
        var twins = all.GetValue(compilation, static key => new MarkedTwins(key));
        return new(compilation, method => twins.woven.GetOrAdd(method, m => twins.IsWoven(m, cancel)));
    }

    bool IsWoven(IMethodSymbol method, CancellationToken cancel)
    {
        if (!IsSound(method, cancel))
            return false;
        var pinned = PinnedPaths.In(compilation, cancel);
        if (Callee.MarkOf(method) == CalleeKind.Step)
            return FunctionReader.ReadStep(Syntax(method, cancel)!, method, pinned).Refusals.Count == 0;
        var syntax = Syntax(method, cancel)!;
#pragma warning disable RS1030 // the method may stand in another tree; the compilation caches the model
        var semantics = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        var optimistic = new Twins(compilation, m => IsSound(m, cancel));
        return FunctionReader.ReadFunction(syntax, method, semantics, optimistic, pinned, cancel).Refusals.Count == 0;
    }

    /// <summary>True if the method is marked and nothing about its declaration stands in the way.</summary>
    bool IsSound(IMethodSymbol method, CancellationToken cancel) => sound.GetOrAdd(method, m =>
        Callee.MarkOf(m) != CalleeKind.Plain
        && Syntax(m, cancel) is { } syntax && !SignatureRules.Refusals(m.PartialImplementationPart ?? m, syntax, Callee.MarkOf(m) == CalleeKind.Step).Any());

    static MethodDeclarationSyntax? Syntax(IMethodSymbol method, CancellationToken cancel) =>
        (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) as MethodDeclarationSyntax;
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>What reading a method gave: a model, or the reasons why there is none. Holds symbols: it must not stay in a cache.</summary>
/// <param name="Function">The model of a fragment function, if it can be woven.</param>
/// <param name="Step">The model of a step, if it can be one.</param>
/// <param name="Refusals">Why not.</param>
/// <param name="Types">Types of everything that may have to travel.</param>
/// <param name="Hints">Information: loops that are not preemptible.</param>
public sealed record ReadResult(
    FunctionModel? Function, StepModel? Step, IReadOnlyList<Refusal> Refusals, IReadOnlyList<ITypeSymbol> Types, IReadOnlyList<Refusal> Hints)
{
    /// <summary>The outside of a fragment function that is declared without a body: abstract, or a member of an interface.</summary>
    public MethodSignature? Declared { get; init; }

    /// <summary>The type of each variable of <see cref="Function"/>, by index; null for one that is never in a contract.</summary>
    public IReadOnlyList<ITypeSymbol?> VariableTypes { get; init; } = [];

    /// <summary>The variables that cannot leave the process, also those whose cuts have been taken out.</summary>
    public IReadOnlyList<Variable> Pinned { get; init; } = [];

    /// <summary>Where the cuts of <see cref="Function"/> stand, the entry apart.</summary>
    public IReadOnlyList<CutPlace> Places { get; init; } = [];
}

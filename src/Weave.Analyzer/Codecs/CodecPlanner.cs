using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>Decides how values travel: for a type, which codecs it needs, or what in it is pinned to the process.</summary>
static class CodecPlanner
{
    /// <summary>What is known of a compilation's types; it lives as long as the compilation.</summary>
    static readonly ConditionalWeakTable<Compilation, TypeGraph> graphs = new();

    /// <summary>The plan for values of static type <paramref name="type"/>. Equal source gives equal plans.</summary>
    /// <param name="type">The type of a variable, argument or result.</param>
    /// <param name="compilation">The compilation that the type belongs to: its source is the closed world.</param>
    /// <param name="cancellation">Stops the work; what was found so far is kept for the next call.</param>
    public static CodecPlan Plan(ITypeSymbol type, Compilation compilation, CancellationToken cancellation = default)
    {
        var graph = graphs.GetValue(compilation, static key => new TypeGraph(key));
        lock (graph)
            return graph.Plan(type, cancellation);
    }
}

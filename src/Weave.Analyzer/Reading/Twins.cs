using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Says which methods have a woven twin. It is the one question weaving asks about a method that a body calls: with a twin the call is a cut, without one it
/// is a plain call of user code. <see cref="Marked"/> is the answer where <c>[Fragment]</c> and <c>[Step]</c> decide; whoever decides otherwise which methods of
/// the source are woven (all that can be, to a fixpoint) makes one of its own, and hands the same one to every reading.
/// </summary>
public sealed class Twins
{
    readonly Compilation compilation;
    readonly Func<IMethodSymbol, bool> declared;

    /// <param name="compilation">Its source is what is being woven; of other assemblies the twins are seen by name.</param>
    /// <param name="declared">True for a method of that source (a definition; of a partial method the defining part) that will have a twin.</param>
    public Twins(Compilation compilation, Func<IMethodSymbol, bool> declared)
    {
        this.compilation = compilation;
        this.declared = declared;
    }

    /// <summary>The methods that bear <c>[Fragment]</c> or <c>[Step]</c> and are not refused: the rule on a refused one is the error, and its callers call it plainly.</summary>
    public static Twins Marked(Compilation compilation, CancellationToken cancel) => MarkedTwins.Of(compilation).Twins(cancel);

    /// <summary>No method has one: for what is never dispatched.</summary>
    internal static Twins None { get; } = new(null!, static _ => false);

    /// <summary>True if a synchronous call that stands where execution cannot stop is made plainly, instead of refusing the method: nobody asked for the cut.</summary>
    public bool PreferPlainCalls { get; init; }

    /// <summary>True if the method, or what it is a construction or reduction of, has a twin.</summary>
    public bool Has(IMethodSymbol method)
    {
        var definition = Definition(method);
        return SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly) ? declared(definition) : IsCompiled(definition);
    }

    /// <summary>The method as it is declared: not constructed, not reduced, the defining part of a partial one, the implementation of one in an extension block.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? ExtensionBlocks.ImplementationOf(method)).OriginalDefinition;
        return definition.PartialDefinitionPart ?? definition;
    }

    /// <summary>True if a twin stands beside a method of another assembly: the same parameters after the run context.</summary>
    static bool IsCompiled(IMethodSymbol method) => method.ContainingType?.GetMembers(method.Name + KnownNames.WovenSuffix)
        .OfType<IMethodSymbol>().Any(twin => twin.Arity == method.Arity && twin.Parameters.Length == method.Parameters.Length + 1
            && twin.Parameters.Skip(1).Zip(method.Parameters, static (t, p) => t.Name == p.Name && t.Type.ToDisplayString() == p.Type.ToDisplayString()).All(static same => same)) == true;
}

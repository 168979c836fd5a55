using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Codecs;

/// <summary>The types of a compilation's source that a variable of a given type can hold: the closed world behind interfaces and base classes.</summary>
sealed class SourceTypes
{
    readonly Compilation compilation;
    readonly Dictionary<INamedTypeSymbol, List<INamedTypeSymbol>> bySupertype = new(SymbolEqualityComparer.Default);

    public SourceTypes(Compilation compilation, CancellationToken cancellation)
    {
        this.compilation = compilation;
        Index(compilation.Assembly.GlobalNamespace, cancellation);
    }

    /// <summary>The instantiable source types assignable to <paramref name="target"/>, itself apart, ordered by name. A generic one is taken with the arguments that the target determines.</summary>
    public IEnumerable<INamedTypeSymbol> AssignableTo(INamedTypeSymbol target)
    {
        if (!bySupertype.TryGetValue(target.OriginalDefinition, out var candidates))
            yield break;
        foreach (var candidate in candidates)
        {
            foreach (var closed in Close(candidate, target))
            {
                var conversion = compilation.ClassifyConversion(closed, target);
                if (conversion.IsReference || conversion.IsBoxing)
                    yield return closed;
            }
        }
    }

    void Index(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>().OrderBy(static member => member.MetadataName, StringComparer.Ordinal))
        {
            if (member is INamedTypeSymbol { IsAbstract: false, IsStatic: false, IsRefLikeType: false, TypeKind: TypeKind.Class or TypeKind.Struct } type)
            {
                foreach (var super in Supertypes(type).Select(static super => super.OriginalDefinition).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
                {
                    if (!bySupertype.TryGetValue(super, out var list))
                        bySupertype.Add(super, list = []);
                    list.Add(type);
                }
            }

            Index(member, cancellation);
        }
    }

    static IEnumerable<INamedTypeSymbol> Supertypes(INamedTypeSymbol type)
    {
        foreach (var face in type.AllInterfaces)
            yield return face;
        for (var super = type.BaseType; super is { SpecialType: not SpecialType.System_Object }; super = super.BaseType)
            yield return super;
    }

    /// <summary>A candidate with its type arguments chosen so that one of its supertypes is the target; nothing if the target leaves some open.</summary>
    static IEnumerable<INamedTypeSymbol> Close(INamedTypeSymbol candidate, INamedTypeSymbol target)
    {
        if (candidate.ContainingType is { } outer && TypeArguments.AllOf(outer).Any())
            return [];
        if (candidate.Arity == 0)
            return [candidate];

        return Supertypes(candidate)
            .Where(super => SymbolEqualityComparer.Default.Equals(super.OriginalDefinition, target.OriginalDefinition))
            .Select(super => TypeArguments.Unify(candidate, super, target))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }
}

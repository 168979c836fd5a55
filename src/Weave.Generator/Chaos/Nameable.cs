using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;

namespace Weave.Generator.Chaos;

/// <summary>What code outside of a method's own type can say of it.</summary>
static class Nameable
{
    /// <summary>True if the method's type and the types of its signature can be named in the whole assembly.</summary>
    public static bool IsInAssembly(IMethodSymbol method) =>
        method.Parameters.Select(static p => p.Type).Append(method.ReturnType).Append(method.ContainingType).All(static t => Is(t, everywhere: false));

    /// <summary>True if they can be named in other assemblies too.</summary>
    public static bool IsEverywhere(IMethodSymbol method) => method.DeclaredAccessibility == Accessibility.Public
        && method.Parameters.Select(static p => p.Type).Append(method.ReturnType).Append(method.ContainingType).All(static t => Is(t, everywhere: true));

    /// <summary>All type parameters that a call of the method is closed over, those of the containing types first.</summary>
    public static IReadOnlyList<ITypeParameterSymbol> TypeParameters(IMethodSymbol method)
    {
        var all = new List<ITypeParameterSymbol>(method.TypeParameters);
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            all.InsertRange(0, type.TypeParameters);
        return all;
    }

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public static string List(IReadOnlyCollection<ITypeParameterSymbol> parameters) => parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters.Select(static p => p.Name))}>";

    /// <summary>The constraint clauses of type parameters.</summary>
    public static string Clauses(IEnumerable<ITypeParameterSymbol> parameters) => string.Concat(parameters.Select(Clause));

    static string Clause(ITypeParameterSymbol parameter)
    {
        var parts = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(static (t, i) => TypeNames.Of(t)));
        if (parameter is { HasConstructorConstraint: true, HasValueTypeConstraint: false })
            parts.Add("new()");
        return parts.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }

    static bool Is(ITypeSymbol type, bool everywhere) => type switch
    {
        IArrayTypeSymbol array => Is(array.ElementType, everywhere),
        INamedTypeSymbol named => IsOpen(named.DeclaredAccessibility, everywhere) && !named.IsFileLocal
            && named.TypeArguments.All(t => Is(t, everywhere)) && (named.ContainingType is null || Is(named.ContainingType, everywhere)),
        _ => true,
    };

    static bool IsOpen(Accessibility accessibility, bool everywhere) =>
        accessibility == Accessibility.Public || (!everywhere && accessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);
}

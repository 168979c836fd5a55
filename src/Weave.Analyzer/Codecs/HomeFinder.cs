using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>Where code that names a type can stand: anywhere in the assembly, or only inside a type that has it as a private member.</summary>
static class HomeFinder
{
    /// <summary>The innermost type inside which all of <paramref name="types"/> can be named; null if all can be named anywhere.</summary>
    /// <param name="types">The types that code has to name.</param>
    /// <param name="problem">Null, or why no such place can hold generated code.</param>
    public static HomeModel? Find(IEnumerable<ITypeSymbol> types, out string? problem)
    {
        problem = null;
        INamedTypeSymbol? home = null;
        foreach (var type in types.SelectMany(Named))
        {
            if (type.IsFileLocal)
            {
                problem = $"{TypeNames.Display(type)} is a file-local type";
                return null;
            }

            if (PlaceOf(type) is not { } place || (home is not null && Contains(place, home)))
                continue;
            if (home is not null && !Contains(home, place))
            {
                problem = $"{TypeNames.Display(type)} is private inside {TypeNames.Display(place)}";
                return null;
            }

            if (!CanHoldCode(place))
            {
                problem = $"{TypeNames.Display(type)} is private inside {TypeNames.Display(place)}, which is {(IsInGeneric(place) ? "generic" : "not partial")}";
                return null;
            }

            home = place;
        }

        return home is null ? null : Model(home);
    }

    /// <summary>
    /// Where the class with the fields of <paramref name="definition"/> can stand. It names the type and the types of its fields; code that names only the type calls it.
    /// </summary>
    /// <param name="definition">A type of the source.</param>
    /// <param name="fieldTypes">The types of its fields.</param>
    /// <param name="isPrivate">True if the class has to be private there, because its methods show a private type.</param>
    /// <param name="problem">Null, or why no such place can hold generated code.</param>
    public static HomeModel? FindForFields(INamedTypeSymbol definition, IEnumerable<ITypeSymbol> fieldTypes, out bool isPrivate, out string? problem)
    {
        isPrivate = false;
        var home = Find([definition, .. fieldTypes], out problem);
        if (home is null || problem is not null || PlaceOf(definition) is not { } place)
            return home;

        var outermost = Model(place);
        isPrivate = home == outermost;

        // Not private, it is seen wherever its home is: that must not be further than the type itself.
        var seenFrom = home.Outer;
        while (!isPrivate && seenFrom is not null && seenFrom != outermost)
            seenFrom = seenFrom.Outer;
        if (!isPrivate && seenFrom is null)
            problem = $"{TypeNames.Display(definition)} is private inside {TypeNames.Display(place)} and has fields of a type that is private elsewhere";
        return home;
    }

    /// <summary>Where code can stand that registers a method: it names the method's type, and a class in there that bears the method's constraints.</summary>
    /// <param name="method">The method.</param>
    /// <param name="isPrivate">True if that class has to be private, because a constraint is.</param>
    /// <param name="problem">Null, or why no such place can hold generated code.</param>
    public static HomeModel? FindForRegistration(IMethodSymbol method, out bool isPrivate, out string? problem)
    {
        isPrivate = false;
        var home = Find([method.ContainingType], out problem);
        if (problem is not null || method.Arity == 0)
            return home;
        var narrow = Find([method.ContainingType, .. method.TypeParameters.SelectMany(static p => p.ConstraintTypes)], out problem);
        if (problem is not null || narrow is null || narrow == home)
            return home;
        isPrivate = narrow.TypeName == TypeNames.Key(method.ContainingType);
        if (!isPrivate)
            problem = $"a constraint is private inside {narrow.TypeName}";
        return narrow;
    }

    /// <summary>A type as the place of code that uses its private members.</summary>
    /// <param name="type">The type.</param>
    /// <param name="problem">Null, or why it cannot hold generated code.</param>
    public static HomeModel? Inside(INamedTypeSymbol type, out string? problem)
    {
        problem = CanHoldCode(type) ? null : $"it is private, and {TypeNames.Display(type)} is {(IsInGeneric(type) ? "generic" : "not partial")}";
        return problem is null ? Model(type) : null;
    }

    /// <summary>The named types that the text of a type mentions.</summary>
    static IEnumerable<INamedTypeSymbol> Named(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return Named(array.ElementType);
        if (type is not INamedTypeSymbol named)
            return [];
        var outer = named.ContainingType is { } container ? Named(container) : [];
        return [named.OriginalDefinition, .. named.TypeArguments.SelectMany(Named), .. outer];
    }

    /// <summary>The type inside which <paramref name="type"/> is private.</summary>
    static INamedTypeSymbol? PlaceOf(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return part.ContainingType;
        }

        return null;
    }

    static bool Contains(INamedTypeSymbol outer, INamedTypeSymbol inner)
    {
        for (var part = inner; part is not null; part = part.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(part, outer))
                return true;
        }

        return false;
    }

    static bool CanHoldCode(INamedTypeSymbol type) => !IsInGeneric(type) && Chain(type).All(static part => !part.IsFileLocal && IsPartial(part));

    static bool IsInGeneric(INamedTypeSymbol type) => Chain(type).Any(static part => part.Arity > 0);

    static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is TypeDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The type and those around it, innermost first.</summary>
    static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
            yield return part;
    }

    static HomeModel Model(INamedTypeSymbol home) => new(
        TypeNames.Key(home),
        home.ContainingNamespace.IsGlobalNamespace ? "" : home.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)),
        new(Chain(home).Reverse().Select(Declaration)),
        PlaceOf(home) is { } outer ? Model(outer) : null);

    static string Declaration(INamedTypeSymbol type)
    {
        var keyword = (type.TypeKind, type.IsRecord) switch
        {
            (TypeKind.Struct, true) => "record struct",
            (TypeKind.Struct, _) => "struct",
            (TypeKind.Interface, _) => "interface",
            (_, true) => "record",
            _ => "class",
        };
        return $"partial {keyword} {Identifiers.Escape(type.Name)}";
    }
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Codecs;

/// <summary>Type arguments of generic types: all of them, and those that a supertype determines.</summary>
static class TypeArguments
{
    /// <summary>The arguments of a type and of the types around it, outermost first: the order in which metadata numbers them.</summary>
    public static IEnumerable<ITypeSymbol> AllOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? AllOf(outer).Concat(type.TypeArguments) : type.TypeArguments;

    /// <summary>The parameters of a type definition and of the types around it, in the same order.</summary>
    public static IEnumerable<ITypeParameterSymbol> ParametersOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? ParametersOf(outer).Concat(type.TypeParameters) : type.TypeParameters;

    /// <summary>The type parameters that the text of a type mentions.</summary>
    public static IEnumerable<ITypeParameterSymbol> OpenIn(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => [parameter],
        IArrayTypeSymbol array => OpenIn(array.ElementType),
        INamedTypeSymbol named => AllOf(named).SelectMany(OpenIn),
        _ => [],
    };

    /// <summary>The construction of <paramref name="definition"/> whose supertype <paramref name="pattern"/> becomes <paramref name="target"/>; null if there is none, or more than one.</summary>
    public static INamedTypeSymbol? Unify(INamedTypeSymbol definition, INamedTypeSymbol pattern, INamedTypeSymbol target)
    {
        var found = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        if (!Match(pattern, target, found))
            return null;
        var arguments = ImmutableArray.CreateBuilder<ITypeSymbol>(definition.Arity);
        foreach (var parameter in definition.TypeParameters)
        {
            if (!found.TryGetValue(parameter, out var argument))
                return null;
            arguments.Add(argument);
        }

        return definition.TypeParameters.All(parameter => Satisfies(found[parameter], parameter, found)) ? definition.Construct([.. arguments]) : null;
    }

    static bool Match(ITypeSymbol pattern, ITypeSymbol target, Dictionary<ITypeParameterSymbol, ITypeSymbol> found)
    {
        switch (pattern)
        {
            case ITypeParameterSymbol parameter:
                if (found.TryGetValue(parameter, out var earlier))
                    return SymbolEqualityComparer.Default.Equals(earlier, target);
                found.Add(parameter, target);
                return true;
            case IArrayTypeSymbol array:
                return target is IArrayTypeSymbol other && array.Rank == other.Rank && Match(array.ElementType, other.ElementType, found);
            case INamedTypeSymbol named when target is INamedTypeSymbol closed && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, closed.OriginalDefinition):
                return AllOf(named).Zip(AllOf(closed), (part, argument) => Match(part, argument, found)).All(static match => match);
            default:
                return false;
        }
    }

    /// <summary>Whether an argument meets the constraints: generated code that names the construction would not compile otherwise.</summary>
    static bool Satisfies(ITypeSymbol argument, ITypeParameterSymbol parameter, Dictionary<ITypeParameterSymbol, ITypeSymbol> found)
    {
        if ((parameter.HasReferenceTypeConstraint && !argument.IsReferenceType)
            || (parameter.HasValueTypeConstraint && (!argument.IsValueType || argument.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T))
            || (parameter.HasUnmanagedTypeConstraint && !argument.IsUnmanagedType)
            || (parameter.HasConstructorConstraint && !HasPublicConstructor(argument)))
        {
            return false;
        }

        return parameter.ConstraintTypes.All(constraint => Fill(constraint, found) is { } needed && IsA(argument, needed));
    }

    static bool HasPublicConstructor(ITypeSymbol type) =>
        type.IsValueType || type is INamedTypeSymbol { IsAbstract: false } named
            && named.InstanceConstructors.Any(static constructor => constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: true });

    static bool IsA(ITypeSymbol type, ITypeSymbol needed)
    {
        if (needed.SpecialType == SpecialType.System_Object || type.AllInterfaces.Contains(needed, SymbolEqualityComparer.Default))
            return true;
        for (var super = type; super is not null; super = super.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(super, needed))
                return true;
        }

        return false;
    }

    static ITypeSymbol? Fill(ITypeSymbol type, Dictionary<ITypeParameterSymbol, ITypeSymbol> found)
    {
        if (type is ITypeParameterSymbol parameter)
            return found.TryGetValue(parameter, out var argument) ? argument : null;
        if (type is not INamedTypeSymbol { IsGenericType: true, ContainingType: null } named)
            return type is INamedTypeSymbol { IsGenericType: false } ? type : null;
        var arguments = named.TypeArguments.Select(part => Fill(part, found)).ToArray();
        return arguments.Any(static part => part is null) ? null : named.OriginalDefinition.Construct(arguments!);
    }
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>Virtual, abstract, override and interface methods: what their twins look like, and which calls of them have to be checked.</summary>
static class Dispatches
{
    public static Dispatch Of(IMethodSymbol method, Twins twins)
    {
        var inherits = method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty;
        var clauses = method.TypeParameters.Select(p => inherits ? Inherited(p, method) : Constraints.Of(p)).Where(static c => c.Length > 0);
        return new(Modifiers(method, twins), IsChecked(method), Interface(method, twins), string.Concat(clauses.Select(static c => "\n    " + c)));
    }

    /// <summary>True if a type that derives from the method's own may have another body for it.</summary>
    public static bool IsChecked(IMethodSymbol method) =>
        method is { IsStatic: false, IsSealed: false, ContainingType.IsSealed: false }
        && (method.IsVirtual || method.IsAbstract || method.IsOverride)
        && method.ContainingType.TypeKind is TypeKind.Class or TypeKind.Interface;

    /// <summary>The marked method that this one overrides or implements, or null.</summary>
    public static IMethodSymbol? MarkedAbove(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (Callee.MarkOf(overridden) == CalleeKind.Fragment)
                return overridden;
        }
        var implemented = method.ExplicitInterfaceImplementations.IsEmpty && method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
            ? method.ContainingType.AllInterfaces.SelectMany(face => face.GetMembers(method.Name)).OfType<IMethodSymbol>()
                .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
            : method.ExplicitInterfaceImplementations;
        return implemented.FirstOrDefault(static member => Callee.MarkOf(member) == CalleeKind.Fragment);
    }

    /// <summary>The nearest method that this one overrides and that has a twin, or null.</summary>
    static IMethodSymbol? OverriddenTwin(IMethodSymbol method, Twins twins)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (twins.Has(overridden))
                return overridden;
        }
        return null;
    }

    static string Modifiers(IMethodSymbol method, Twins twins)
    {
        if (method.IsStatic || method.ContainingType.TypeKind == TypeKind.Struct || !method.ExplicitInterfaceImplementations.IsEmpty)
            return "";
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return method.DeclaredAccessibility == Accessibility.Private ? "" : IsChecked(method) ? "virtual " : "sealed ";
        if (method.IsOverride && OverriddenTwin(method, twins) is not null)
            return method.IsSealed ? "sealed override " : "override ";
        return IsChecked(method) ? "virtual " : "";
    }

    /// <summary>The interface of an explicit implementation whose member has a twin to implement.</summary>
    static string? Interface(IMethodSymbol method, Twins twins) =>
        method.ExplicitInterfaceImplementations.FirstOrDefault() is { } implemented && twins.Has(implemented) ? TypeNames.Of(implemented.ContainingType) : null;

    /// <summary>C# lets an override say no more of its type parameters than what <c>T?</c> means.</summary>
    static string Inherited(ITypeParameterSymbol parameter, IMethodSymbol method)
    {
        var name = Identifiers.Escape(parameter.Name);
        if (parameter.HasReferenceTypeConstraint)
            return $"where {name} : class";
        if (parameter.HasValueTypeConstraint)
            return $"where {name} : struct";
        return method.Parameters.Select(static p => p.Type).Append(method.ReturnType).Any(t => Annotates(t, parameter)) ? $"where {name} : default" : "";
    }

    static bool Annotates(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => type.NullableAnnotation == NullableAnnotation.Annotated && SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Annotates(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Annotates(a, parameter)),
        _ => false,
    };
}

using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;

namespace Weave.Generator.Chaos;

/// <summary>What is pinned where everything may stay in the process: only what cannot be a field of a frame.</summary>
static class UnnameableTypes
{
    /// <summary>See <see cref="Analyzer.Reading.FunctionReader.PinnedPath"/>.</summary>
    public static string? Pinned(string name, ITypeSymbol type) => Problem(type) is { } problem ? $"{name}: {TypeNames.Display(type)} ({problem})" : null;

    static string? Problem(ITypeSymbol type) => type switch
    {
        { IsRefLikeType: true } => "lives on the stack",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "a pointer",
        IErrorTypeSymbol => "not resolved",
        ITypeParameterSymbol { AllowsRefLikeType: true } => "may live on the stack",
        IArrayTypeSymbol array => Problem(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: true } => "has no name",
        INamedTypeSymbol { IsFileLocal: true } => "is local to its file",
        INamedTypeSymbol named => named.TypeArguments.Select(Problem).FirstOrDefault(static p => p is not null) ?? (named.ContainingType is { } outer ? Problem(outer) : null),
        _ => null,
    };
}

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>What is known of one closed type by itself; what it reaches is found by following <see cref="Parts"/>.</summary>
/// <param name="Type">The type.</param>
sealed record TypeNode(ITypeSymbol Type)
{
    /// <summary>Null if the type itself can travel; else a remark to put after its name, or nothing if the name says it all.</summary>
    public string? Pinned { get; init; }

    /// <summary>True if values of this type cannot change, their parts apart.</summary>
    public bool Frozen { get; init; }

    /// <summary>The types of what the values hold, and the types that a variable of this type can hold instead.</summary>
    public IReadOnlyList<TypeEdge> Parts { get; init; } = [];

    /// <summary>Where the codec has to stand.</summary>
    public HomeModel? Home { get; init; }

    /// <summary>The expression that makes a codec of the runtime; null if it needs none or the codec is generated.</summary>
    public string? Registration { get; init; }

    /// <summary>The fields of a source type by declaring type, outermost base first; null for any other type.</summary>
    public IReadOnlyList<(INamedTypeSymbol Declaring, IReadOnlyList<SourceField> Fields)>? Layout { get; init; }
}

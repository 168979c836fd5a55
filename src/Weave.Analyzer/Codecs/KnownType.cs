using Weave.Analyzer.Support;

namespace Weave.Analyzer.Codecs;

/// <summary>A type outside the user's source that the runtime can write.</summary>
/// <param name="Codec">The runtime's generic codec class to instantiate with the type's arguments; null if the runtime registers the codec itself.</param>
/// <param name="ArgumentPaths">How a path goes on into the values of each type argument: <c>[]</c>, <c>.Keys[]</c>.</param>
/// <param name="Immutable">True if values cannot change, their parts apart.</param>
sealed record KnownType(string? Codec, EquatableArray<string> ArgumentPaths, bool Immutable)
{
    /// <summary>An array of the type's argument.</summary>
    public const string Array = "[]";

    /// <summary>True if the first type argument has to be one whose hash depends on nothing but itself.</summary>
    public bool HashesAlone { get; init; }

    /// <summary>What a value wraps: a generic type's metadata name, to be instantiated with the type's arguments, or <see cref="Array"/>. Null for nothing.</summary>
    public string? Inside { get; init; }
}

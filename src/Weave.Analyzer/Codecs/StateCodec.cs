using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>One <c>[assembly: StateCodec]</c>.</summary>
/// <param name="Type">The type that it is for; null if none is named.</param>
/// <param name="Codec">The class of the codec; null if none is named.</param>
/// <param name="Problem">Null, or why the codec cannot be that of the type.</param>
/// <param name="Place">The attribute; null in another assembly.</param>
sealed record StateCodec(ITypeSymbol? Type, INamedTypeSymbol? Codec, string? Problem, SyntaxReference? Place);

using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Codecs;

/// <summary>A part that values of a type have.</summary>
/// <param name="Path">How the path goes on into the part: <c>.Customer</c>, <c>[]</c>.</param>
/// <param name="Type">The static type of the part.</param>
readonly record struct TypeEdge(string Path, ITypeSymbol Type);

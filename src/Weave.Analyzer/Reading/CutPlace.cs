using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Reading;

/// <summary>Where a cut stands in the source. Holds syntax and symbols: it must not stay in a cache.</summary>
/// <param name="Cut">The cut's number.</param>
/// <param name="Node">The loop, call or await.</param>
/// <param name="Callee">What is called there, or null.</param>
public sealed record CutPlace(int Cut, SyntaxNode Node, IMethodSymbol? Callee);

using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>What others ask about the body of a marked method.</summary>
/// <param name="Woven">True if it is not refused.</param>
/// <param name="Calls">The methods that it calls, as documentation comments name them.</param>
sealed record MethodFacts(bool Woven, EquatableArray<string> Calls);

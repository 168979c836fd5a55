using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>What others ask about the body of a marked method.</summary>
/// <param name="Id">The method, as documentation comments name it.</param>
/// <param name="Woven">True if it is not refused.</param>
/// <param name="Calls">The ids of the methods that it calls.</param>
sealed record MethodFacts(string Id, bool Woven, EquatableArray<string> Calls)
{
    /// <summary>All of it, as a line of text.</summary>
    public string Line { get; } = $"{Id} {Woven} {string.Join(" ", Calls)}";
}

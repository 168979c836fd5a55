namespace Weave.Analyzer.Model;

/// <summary>A catch clause without cuts.</summary>
/// <param name="Header">From <c>catch</c> to the filter.</param>
/// <param name="Body">Its block, braces included; the effect covers the filter too.</param>
public sealed record CatchClause(string Header, Code Body);

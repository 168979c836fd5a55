namespace Weave.Analyzer.Model;

/// <summary>A catch clause without cuts, or what is left of one with cuts.</summary>
/// <param name="Header">From <c>catch</c> to the filter.</param>
/// <param name="Body">Its block, braces included; the effect covers the filter too.</param>
/// <param name="Records">True if it only records what it caught.</param>
public sealed record CatchClause(string Header, Code Body, bool Records);

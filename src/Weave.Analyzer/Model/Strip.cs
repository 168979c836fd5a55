namespace Weave.Analyzer.Model;

/// <summary>How a counted loop with a cheap body is strip-mined: an inner loop without a poll runs up to a bound that is near enough.</summary>
/// <param name="Counter">The loop variable.</param>
/// <param name="Bound">The loop-invariant bound, as text.</param>
/// <param name="Operator"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Step">The loop-invariant step of a loop that does not count by one, as text; null for one.</param>
public sealed record Strip(string Counter, string Bound, string Operator, string? Step);

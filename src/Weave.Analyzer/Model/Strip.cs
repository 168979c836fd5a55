namespace Weave.Analyzer.Model;

/// <summary>How a counted loop with a cheap body is strip-mined: an inner loop without a poll runs up to a bound that is near enough.</summary>
/// <param name="Counter">The loop variable.</param>
/// <param name="Bound">The loop-invariant bound, as text.</param>
/// <param name="Operator"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
/// <param name="Step">The loop-invariant step of a loop that does not count by one, as text; null for one.</param>
/// <param name="Span">How the strip runs over a span instead, or null.</param>
public sealed record Strip(string Counter, string Bound, string Operator, string? Step, SpanStrip? Span = null);

/// <summary>A strip over the elements of an array of value types that the body reaches only as <c>array[counter]</c>: a span keeps the JIT's best loop.</summary>
/// <param name="Array">The array.</param>
/// <param name="Item">The local that is the element, by reference.</param>
public sealed record SpanStrip(string Array, string Item);

using Weave.Contracts;

namespace Weave.Evolution;

/// <summary>The value of a member that this code does not know: its items as they were, and the objects they refer to.</summary>
/// <param name="Member">Name and type, as the old layout has them.</param>
/// <param name="Items">The items; an id in them is what it was when they were read.</param>
/// <param name="References">Where ids stand in them, ascending, and the objects they named.</param>
sealed record KeptField(Member Member, ReadOnlyMemory<byte> Items, IReadOnlyList<(int Start, int Length, object Target)> References);

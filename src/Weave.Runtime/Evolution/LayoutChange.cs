using Weave.Contracts;
using Weave.State;

namespace Weave.Evolution;

/// <summary>A layout in stored bytes that is not the one of this code, and how it is read.</summary>
/// <param name="Owner">The type or the function's id, as this code names it.</param>
/// <param name="Schema">This code's schema of it.</param>
/// <param name="Old">The members in the bytes.</param>
/// <param name="Map">Where the members of this code come from.</param>
sealed record LayoutChange(string Owner, string Schema, IReadOnlyList<Member> Old, LayoutMap Map)
{
    /// <summary>True if values have to be made by user code, from whole objects.</summary>
    public bool Migrates { get; } = Map.Members.Any(static member => member.Origin == MemberOrigin.Migration);

    /// <summary>True if there is a way to read it.</summary>
    public bool IsReadable => Map.Verdict <= Verdict.Maps;

    /// <summary>The error for whoever needs it all the same.</summary>
    public ContractMismatchException Error(string? run = null) => new(Owner, Map.Why.Length == 0 ? "its layout has changed." : Map.Why, run);

    /// <summary>This code's schema with members behind it that it does not know.</summary>
    public string SchemaWith(IEnumerable<Member> kept)
    {
        var brace = Schema.EndsWith('}') ? 1 : 0;
        var known = Schema[..^brace];
        return known + (known[^1] is '{' or '\n' ? "" : ";") + string.Join(';', kept) + Schema[^brace..];
    }
}

using Weave.Analyzer.Support;

namespace Weave.Analyzer.Model;

/// <summary>A fragment function, read: text, variables, cuts and contracts, and no symbol of the compiler.</summary>
/// <param name="Signature">Its outside.</param>
/// <param name="Variables">Parameters first, then the others in source order.</param>
/// <param name="Cuts">The entry, then the others in source order.</param>
/// <param name="Body">Its normalized body.</param>
/// <param name="Names">Names that generated locals bear here, chosen so that they hide nothing.</param>
public sealed record FunctionModel(
    MethodSignature Signature,
    EquatableArray<Variable> Variables,
    EquatableArray<Cut> Cuts,
    BlockNode Body,
    LocalNames Names)
{
    /// <summary>What a host must have to run it, as the attribute has it: the bits of <c>Capability</c>.</summary>
    public int Needs { get; init; }

    /// <summary>The data resource it wants to be near, or null.</summary>
    public string? Near { get; init; }

    /// <summary>Whether it is asked at its entry if this is the host for it.</summary>
    public bool IsPlaced => Needs != 0 || Near is not null;
}

namespace Weave.Testing;

/// <summary>What captured frames go through before they go on. Each of them but <see cref="None"/> encodes the frames, decodes a twin and compares the two.</summary>
public enum Passage
{
    /// <summary>Objects that somebody else can reach stay themselves; all others are decoded anew. What the caller sees is what the plain method would show it.</summary>
    Graft,

    /// <summary>Every object is decoded anew, the caller's too: what a hub does after a restart. The caller's objects are out of date afterwards.</summary>
    Fresh,

    /// <summary>As <see cref="Fresh"/>, from a chain of deltas.</summary>
    Chain,

    /// <summary>As <see cref="Fresh"/>, with garbage in every field that the cut's contract does not name.</summary>
    Poison,

    /// <summary>Nothing: the same objects go on.</summary>
    None,
}

namespace Weave.Contracts;

/// <summary>What a layout is of: it decides what may be missing and what may be lost.</summary>
enum LayoutKind
{
    /// <summary>Live variables: a new one has no value that would be right by itself; one that is gone is kept with the frame.</summary>
    Frame,

    /// <summary>Fields of an object: a new one gets its default; one that is gone is kept with the object.</summary>
    Object,

    /// <summary>Fields of a value inside another: a new one gets its default; one that is gone could be kept nowhere.</summary>
    Value,
}

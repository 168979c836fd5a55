namespace Weave.Analyzer.Reading;

/// <summary>What a foreach goes over, as far as weaving can save its position.</summary>
enum ForEachKind
{
    /// <summary>An array or a string: an index, in row-major order.</summary>
    Indexed,

    /// <summary>A BCL collection whose enumerator has a cursor of its own: a position and "changed since start".</summary>
    Collection,

    /// <summary>A sequence behind an interface: what its enumerator is shows at run time.</summary>
    Sequence,

    /// <summary>An enumerator that is a value like any other: it can be saved if its fields can.</summary>
    Own,

    /// <summary>An <c>await foreach</c>: the enumerator is a value like any other, its steps and its end are awaited.</summary>
    Awaited,

    /// <summary>An enumerator that no variable of a frame can hold: spans, iteration by reference.</summary>
    Bound,
}

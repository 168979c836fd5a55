namespace Weave.Analyzer.Reading;

/// <summary>What a foreach goes over, as far as weaving can save its position.</summary>
enum ForEachKind
{
    /// <summary>A one-dimensional array or a string: an index.</summary>
    Indexed,

    /// <summary>A <c>List&lt;T&gt;</c>: its enumerator, saved as position and "changed since start".</summary>
    List,

    /// <summary>Anything else.</summary>
    Other,
}

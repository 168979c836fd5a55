namespace Weave.Analyzer.Reading;

/// <summary>What a call means to weaving.</summary>
enum CalleeKind
{
    /// <summary>Nothing: it is copied.</summary>
    Plain,

    /// <summary>A fragment function: its woven twin is called.</summary>
    Fragment,

    /// <summary>A step: the engine executes it.</summary>
    Step,

    /// <summary>A durable wait.</summary>
    Durable,
}

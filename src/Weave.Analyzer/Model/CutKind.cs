namespace Weave.Analyzer.Model;

/// <summary>What stands at a cut.</summary>
public enum CutKind
{
    /// <summary>The entry of the function; its contract is the arguments.</summary>
    Entry,

    /// <summary>A loop's back-edge.</summary>
    Loop,

    /// <summary>The call of another fragment function.</summary>
    Call,

    /// <summary>The call of a step.</summary>
    Step,

    /// <summary>A wait of <c>Durable</c>.</summary>
    Wait,

    /// <summary>The await of a task that Weave does not own.</summary>
    Await,
}

namespace Weave.Execution;

/// <summary>Why a strand stopped running.</summary>
enum StrandStop
{
    /// <summary>A request was met at a cut: every activation is a frame now.</summary>
    Requested,

    /// <summary>The innermost frame is a step or a wait.</summary>
    Waiting,

    /// <summary>The innermost frame is to be entered, and this host does not have what it needs, or another is nearer to its data.</summary>
    Misplaced,

    /// <summary>The outermost function has given its value or its exception to the context.</summary>
    Finished,
}

namespace Weave.Execution;

/// <summary>What became of the commit that gives a run away.</summary>
enum HandoverResult
{
    /// <summary>The run is the other hub's.</summary>
    Moved,

    /// <summary>The store did not let the other hub have it; nothing has changed.</summary>
    Refused,

    /// <summary>It failed, and the run is still this hub's: under a new claim, so that the write that failed cannot come late.</summary>
    Kept,

    /// <summary>The run is not this hub's any more, and not by this move.</summary>
    Lost,
}

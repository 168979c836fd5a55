namespace Weave.Storage;

/// <summary>Where a run is in its life.</summary>
public enum RunState
{
    /// <summary>Has work to do: an owner may claim it.</summary>
    Ready = 0,

    /// <summary>Waits for a timer, a step or a message; an owner claims it too, to serve the wait.</summary>
    Waiting = 1,

    /// <summary>Ended with a result.</summary>
    Completed = 2,

    /// <summary>Ended with an exception of the user's code; the last checkpoint is kept.</summary>
    Failed = 3,

    /// <summary>Ended with OperationCanceledException after a cancel.</summary>
    Cancelled = 4,

    /// <summary>Dropped without running user code.</summary>
    Terminated = 5,

    /// <summary>Set aside: it cannot be read, or it kills its process. Nothing of it is overwritten.</summary>
    Quarantined = 6,
}

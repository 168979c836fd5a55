namespace Weave;

/// <summary>What a run does in this process.</summary>
public enum RunActivity
{
    /// <summary>Nothing: it has not been claimed here, or it has ended.</summary>
    None = 0,

    /// <summary>It computes, or is ready to.</summary>
    Running,

    /// <summary>It waits for a step, a delay, a commit or a task.</summary>
    Waiting,

    /// <summary>It cannot go on with the code in this process; its record was left as it is for the code that can.</summary>
    Blocked,

    /// <summary>Another claim was made on it: it has stopped here.</summary>
    Fenced,

    /// <summary>It has stopped here, by an error of the store or because the hub closes; the next hub that opens the store goes on with it.</summary>
    Stopped,

    /// <summary>It has moved to another hub.</summary>
    Moved,
}

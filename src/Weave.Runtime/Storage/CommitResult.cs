namespace Weave.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>Another claim has been made since: nothing was written, and the run must stop here at once.</summary>
    Fenced,
}

namespace Weave.Storage;

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>It is durable.</summary>
    Committed,

    /// <summary>Another claim has been made since: nothing was written, and the run must stop here at once.</summary>
    Fenced,

    /// <summary>The hub that the run should have been handed to is no member, or drains: nothing was written, and the claim goes on.</summary>
    Refused,
}

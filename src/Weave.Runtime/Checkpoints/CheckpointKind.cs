namespace Weave.Checkpoints;

/// <summary>Whether a checkpoint stands alone.</summary>
public enum CheckpointKind
{
    /// <summary>It holds everything.</summary>
    Full,

    /// <summary>It holds what changed since the one before.</summary>
    Delta,
}

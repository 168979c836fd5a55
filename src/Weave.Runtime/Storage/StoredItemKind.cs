namespace Weave.Storage;

/// <summary>What a <see cref="StoredItem"/> is.</summary>
public enum StoredItemKind
{
    /// <summary>The envelope of a checkpoint.</summary>
    Checkpoint,

    /// <summary>The outcome in a run's record.</summary>
    Outcome,

    /// <summary>The payload of an inbox message that is not consumed.</summary>
    Message,

    /// <summary>A blob.</summary>
    Blob,
}

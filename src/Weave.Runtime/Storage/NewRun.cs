namespace Weave.Storage;

/// <summary>A run to create.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Function">Id of the root fragment function.</param>
/// <param name="Arguments">SHA-256 of the encoded arguments.</param>
/// <param name="Checkpoint">Checkpoint 0 of strand 0: the root frame at its entry.</param>
public sealed record NewRun(string Run, string Function, BlobHash Arguments, StoredCheckpoint Checkpoint)
{
    /// <summary>Which code may go on with it.</summary>
    public UpgradePolicy Upgrade { get; init; }

    /// <summary>What a hub must offer to run it. Kept by stores that several hubs own.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>The span that started it, as a W3C <c>traceparent</c>, or null: what the run does is traced under it, on every hub.</summary>
    public string? Trace { get; init; }

    /// <summary>The blob that holds the module it is pinned to, or null.</summary>
    public BlobHash? Module { get; init; }
}

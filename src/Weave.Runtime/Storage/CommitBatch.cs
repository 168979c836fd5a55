namespace Weave.Storage;

/// <summary>What one commit of a run writes: all of it, or nothing.</summary>
public sealed record CommitBatch
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>The epoch of the claim under which the run works.</summary>
    public required long Epoch { get; init; }

    /// <summary>New checkpoints. A full one makes its strand's older ones needless: the store drops them.</summary>
    public IReadOnlyList<StoredCheckpoint> Checkpoints { get; init; } = [];

    /// <summary>Strands that ended: their checkpoints and timers are dropped, those in this batch included. A run that failed keeps its root strand: do not
    /// name it here.</summary>
    public IReadOnlyList<string> EndedStrands { get; init; } = [];

    /// <summary>Ids of inbox messages of this run whose effect is in this commit. A consumed id is remembered, so a repeated append stays without effect; an
    /// id that was never appended is remembered too.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    /// <summary>Messages for this or other runs, appended in the same commit.</summary>
    public IReadOnlyList<InboxMessage> Outgoing { get; init; } = [];

    /// <summary>Timers set (<see cref="StoredTimer.Due"/> has a value) or cleared.</summary>
    public IReadOnlyList<StoredTimer> Timers { get; init; } = [];

    /// <summary>The new state, or null to leave it.</summary>
    public RunState? State { get; init; }

    /// <summary>The outcome that goes with a final <see cref="State"/>.</summary>
    public ReadOnlyMemory<byte> Outcome { get; init; }

    /// <summary>The blob that holds the module the run is pinned to from here on, or null to leave it.</summary>
    public BlobHash? Module { get; init; }

    /// <summary>What a hub must offer to run it from here on (see <see cref="HubInfo.Offers"/>), or null to leave it. Kept by stores that several hubs own.</summary>
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>The member that owns the run from here on, under the next epoch; null to keep it. <see cref="CommitResult.Refused"/> when it is no member. Stores that several hubs own only.</summary>
    public string? Handover { get; init; }

    /// <summary>The membership that <see cref="Handover"/> means: a hub that has joined again since knows nothing of the run. 0 for whichever it has.</summary>
    public long HandoverIncarnation { get; init; }

    /// <summary>True if the run got further since it was claimed: its attempts go back to 0.</summary>
    public bool Progress { get; init; }
}

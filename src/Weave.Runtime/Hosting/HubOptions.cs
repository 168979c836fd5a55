using System.Security.Cryptography;
using Weave.Cluster;
using Weave.Execution;
using Weave.Storage;

namespace Weave;

/// <summary>How a hub works.</summary>
public sealed record HubOptions
{
    /// <summary>Whether the hub runs what is in the store, or only watches it and sends messages. Used by the overload that opens the store itself.</summary>
    public StoreAccess Access { get; init; } = StoreAccess.Owner;

    /// <summary>How long a strand computes before a checkpoint is taken of it. A checkpoint that is expensive is taken less often: a tenth of the time goes into them at most.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Engine threads.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The clock of delays, time slices and checkpoints.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Names this hub in claims; null for a new name.</summary>
    public string? HubId { get; init; }

    /// <summary>Where new ids come from; null for the system's secure source. Give a seeded one to make a test repeatable.</summary>
    public Random? Random { get; init; }

    /// <summary>How long a claim holds when its hub says nothing; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the hub has the store open. In a cluster, how long the hub's membership holds; then
    /// the default is 10 seconds.</summary>
    public TimeSpan Lease { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>At this many claims without progress a run is taken to kill its process, and quarantined.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Which code may go on with a run when this build's is not the code that started it. Each start can say otherwise.</summary>
    public UpgradePolicy Upgrade { get; init; } = UpgradePolicy.WhenIdentical;

    /// <summary>Whether code that the store holds is executed: the modules of other builds that runs are pinned to. On by default, because a store file is
    /// trusted as much as the process that opens it; turn it off where others can write the store.</summary>
    public StoredModules Modules { get; init; } = StoredModules.Trusted;

    /// <summary>Signs the module of this process, for hubs that execute signed modules alone; null to leave it unsigned.</summary>
    public ModuleSigner? Signer { get; init; }

    /// <summary>The keys whose signature counts where <see cref="Modules"/> is <see cref="StoredModules.Signed"/>.</summary>
    public ModuleTrust? TrustedSigners { get; init; }

    /// <summary>How long closing the hub waits for runs to reach a cut and for attempts at steps to end.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The keys that everything is encrypted with that leaves the process for the store; null for none. State with a <see cref="SecretAttribute"/> member is saved with keys alone.</summary>
    public KeyRing? Keys { get; init; }

    /// <summary>Whether an owner with keys writes what is stored without the current key again, in the background, once after it is opened. See <see cref="Hub.ReencryptAsync"/>.</summary>
    public bool ReencryptInBackground { get; init; } = true;

    /// <summary>Called when re-encryption in the background has been through the store.</summary>
    public Action<Reencryption>? OnReencrypted { get; init; }

    /// <summary>Whether checkpoints are compressed where that pays: zstd, with dictionaries trained from the runs' own checkpoints, or Brotli where there is no libzstd.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>What a strand may keep to tell which parts of its large arrays have changed, as a part of their size: <see cref="State.StrandEncoderOptions.ShadowBudget"/>.</summary>
    public double ShadowBudget { get; init; } = 0.25;

    /// <summary>An object of more bytes than this is kept outside of checkpoints, as a blob that is stored once for all checkpoints and runs that hold the same.</summary>
    public int BlobBytes { get; init; } = 1 << 20;

    /// <summary>A state of more bytes than this is refused with a <see cref="StateTooLargeException"/>; the last checkpoint stands.</summary>
    public long MaxCheckpointBytes { get; init; } = 1L << 30;

    /// <summary>A checkpoint of more bytes than this is reported by <see cref="OnLargeCheckpoint"/>.</summary>
    public int LargeCheckpointBytes { get; init; } = 1 << 20;

    /// <summary>Called once for a run, after its first checkpoint of more than <see cref="LargeCheckpointBytes"/> has become durable.</summary>
    public Action<RunCheckpoint>? OnLargeCheckpoint { get; init; }

    /// <summary>Called after each checkpoint that has become durable.</summary>
    public Action<RunCheckpoint>? OnCheckpoint { get; init; }

    /// <summary>Decides which hub of a cluster takes a run.</summary>
    public IPlacement Placement { get; init; } = new LeastLoaded();

    /// <summary>What people call this host: announced as <c>label:NAME</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Data resources that are near this host: see <see cref="Durable.MoveNear"/> and <see cref="FragmentAttribute.Near"/>.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary>When memory is taken to be short; null not to look. Strands are saved then, and in a cluster nothing more is taken.</summary>
    public PressureOptions? Pressure { get; init; }

    /// <summary>Called with what this hub is about to announce to a cluster; what it returns is announced. The place for an address.</summary>
    public Func<HubInfo, HubInfo>? Announce { get; init; }

    /// <summary>Called when something of importance has happened to this hub or to another member of its cluster.</summary>
    public Action<HubEvent>? OnHubEvent { get; init; }

    /// <summary>Where threads and the real clock come from.</summary>
    internal Machine Machine { get; init; } = Machine.Real;

    /// <summary>Called when a run was loaded from the store and is about to go on.</summary>
    public Action<RunResumed>? OnResumed { get; init; }

    /// <summary>A name that nothing else has.</summary>
    internal string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (Random is { } random)
        {
            lock (random)
                random.NextBytes(bytes);
        }
        else
        {
            RandomNumberGenerator.Fill(bytes);
        }

        return Convert.ToHexStringLower(bytes);
    }
}

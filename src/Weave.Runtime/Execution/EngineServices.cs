using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Weave.Cluster;
using Weave.Modules;
using Weave.Sealing;
using Weave.State;
using Weave.Storage;

namespace Weave.Execution;

/// <summary>What all runs of one hub share.</summary>
sealed class EngineServices(IRunStore store, StoreSeal seal, HubOptions options, IWorkers pool, Action<Action> observe)
{
    static readonly TimeSpan releasePause = TimeSpan.FromSeconds(1);

    readonly ConditionalWeakTable<Assembly, StrongBox<int>> modules = [];

    public IRunStore Store => store;

    /// <summary>Names the hub in claims.</summary>
    public required string Hub { get; init; }

    /// <summary>Called when a message asks for a run to move that is at work here.</summary>
    public Action<ActiveRun, InboxMessage>? MoveAsked { get; set; }

    /// <summary>Steps in flight whose runs have moved away.</summary>
    public StepsLeft StepsLeft { get; } = new(store, options.Machine, options.TimeProvider);

    /// <summary>Opens what the store gives back.</summary>
    public StoreSeal Seal => seal;

    public StoreSymbols Symbols { get; } = new(store, keepsSecrets: options.Keys is not null);

    public ModuleHost Modules { get; } = new(store, options);

    public HubOptions Options => options;

    /// <summary>How strands become checkpoints.</summary>
    public StrandEncoderOptions Encoding { get; } = new()
    {
        Compress = options.Compress,
        ShadowBudget = options.ShadowBudget,
        BlobBytes = options.BlobBytes,
        MaxCheckpointBytes = options.MaxCheckpointBytes,
        TimeProvider = options.TimeProvider,
    };

    public TimeProvider Time => options.TimeProvider;

    /// <summary>Where threads come from.</summary>
    public Machine Machine => options.Machine;

    public IWorkers Pool => pool;

    /// <summary>How the hub comes to runs; null where there is no hub.</summary>
    public IClaiming? Claims { get; set; }

    /// <summary>The host, as runs see it; null where there is no hub.</summary>
    public ThisHost? Host { get; set; }

    /// <summary>Moves a run of this hub to another one, if there is a way: true when it has gone, or is the other's.</summary>
    public Func<string, string, CancellationToken, Task<bool>>? MoveAway { get; set; }

    /// <summary>How long a claim holds: among hubs, as long as the membership does.</summary>
    public TimeSpan ClaimLease => Claims?.IsShared == true ? Timeout.InfiniteTimeSpan : options.Lease;

    /// <summary>Inner runs at work here, and the runs that events for them are raised for.</summary>
    public ConcurrentDictionary<ActiveRun, string> InnerRuns { get; } = new();

    /// <summary>Called with an inner run that has come into the store, and what it needs of a hub.</summary>
    public Action<string, IReadOnlyList<string>>? InnerCreated { get; set; }

    /// <summary>Whether what was claimed may run now.</summary>
    public bool MayRun => Claims?.Holds ?? true;

    /// <summary>What the store has of a run, with the blobs that its checkpoints name.</summary>
    public async Task<StoredRun> LoadAsync(string run)
    {
        var stored = await store.LoadAsync(run).ConfigureAwait(false);
        return stored with { Fetched = await FetchedBlobs.OfAsync(store, seal, run, stored.Checkpoints).ConfigureAwait(false) };
    }

    /// <summary>Gives a run back. As long as this hub is a member nobody else may take it: what cannot be given back now is as soon as the store answers. What never is, is free when the lease ends.</summary>
    /// <returns>Why it could not be given back at once, or null.</returns>
    public async Task<Exception?> GiveBackAsync(RunClaim claim)
    {
        try
        {
            await store.ReleaseAsync(claim.Run, claim.Epoch).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            if (e is StoreUnavailableException or StoreWriteException && Claims?.IsShared == true)
                _ = AgainAsync();
            return e;
        }

        async Task AgainAsync()
        {
            await Machine.PauseAsync(releasePause, Machine.Clock).ConfigureAwait(false);
            await GiveBackAsync(claim).ConfigureAwait(false);
        }
    }

    /// <summary>Has an observer called soon, on no engine thread.</summary>
    public void Observe(Action call) => observe(call);

    /// <summary>The symbol of the module that a stack's code is in.</summary>
    public int ModuleOf(IReadOnlyList<Frame> stack) => ModuleOf(stack is [CallerFrame, var callee, ..] ? callee : stack[0]);

    /// <summary>The symbol of the module that a frame's code is in.</summary>
    public int ModuleOf(Frame frame) =>
        modules.GetValue(frame.GetType().Assembly, assembly => new(Symbols.Intern($"{assembly.GetName().Name}:{assembly.ManifestModule.ModuleVersionId:N}"))).Value;
}

using Weave.Execution;
using Weave.Storage;

namespace Weave.Cluster;

/// <summary>How a hub comes to runs and keeps them: alone on its store, or with others.</summary>
interface IClaiming : IAsyncDisposable
{
    /// <summary>Raised when everything that was claimed before is worth nothing any more.</summary>
    int Term { get; }

    /// <summary>Whether what is claimed may run now.</summary>
    bool Holds { get; }

    /// <summary>Whether it takes more runs now.</summary>
    bool Takes { get; }

    /// <summary>Whether other hubs may go on with a run that is given back.</summary>
    bool IsShared { get; }

    /// <summary>The members of the cluster as they were last seen; of a hub that is alone, none.</summary>
    IReadOnlyList<HubRecord> Members { get; }

    /// <summary>Takes what is there for this hub.</summary>
    Task OpenAsync(CancellationToken cancel);

    /// <summary>Looks after the runs and takes new ones. Ends when the hub closes.</summary>
    Task WatchAsync();

    /// <summary>Claims one run, if it is to be had and belongs here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="needs">What it needs, if that is known.</param>
    ValueTask<RunClaim?> ClaimAsync(string run, IReadOnlyList<string>? needs);

    /// <summary>A run has left this hub without having ended. True if it goes on by itself, here or elsewhere, so that who waits for it waits on.</summary>
    bool GoesOn(string run, RunEnd end);

    /// <summary>What a run that is not at work here waits for, or null.</summary>
    string? WaitsFor(RunRecord record);

    /// <summary>Watches one run from outside.</summary>
    IRunWatch Watch(string run);

    /// <summary>Whether memory is short: then nothing more is taken.</summary>
    bool IsPressed { set; }

    /// <summary>Completes when a drain, whoever asked for it, has left nothing here.</summary>
    Task Drained { get; }

    /// <summary>Takes nothing more, and gives everything away.</summary>
    Task DrainAsync(CancellationToken cancel);
}

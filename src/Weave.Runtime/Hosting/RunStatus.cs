using Weave.Storage;

namespace Weave;

/// <summary>What is known of a run at one moment.</summary>
public sealed record RunStatus
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>Id of the root fragment function.</summary>
    public required string Function { get; init; }

    /// <summary>Where the run is in its life, as the store has it.</summary>
    public required RunState State { get; init; }

    /// <summary>The SHA-256 of the module it is pinned to, or null: see <see cref="UpgradePolicy"/>.</summary>
    public string? Module { get; init; }

    /// <summary>What it does in this process.</summary>
    public RunActivity Activity { get; init; }

    /// <summary>Structural ids of the cuts its frames stand at, outermost first, as of its last checkpoint or wait in this process; of a very deep stack the innermost ones.</summary>
    public IReadOnlyList<string> Cuts { get; init; } = [];

    /// <summary>What it waits for, or null.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The run that its inner frames have become, which it waits for; null when its stack is in one piece.</summary>
    public string? Inner { get; init; }

    /// <summary>The run that waits for this one, whose inner frames this one is; null for one that somebody started.</summary>
    public string? Caller { get; init; }

    /// <summary>Checkpoints made durable by this process.</summary>
    public long Checkpoints { get; init; }

    /// <summary>Their bytes.</summary>
    public long CheckpointBytes { get; init; }

    /// <summary>Raised by each claim.</summary>
    public long Epoch { get; init; }

    /// <summary>Claims since it last made progress.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts begun at the step it waits for; 0 when it waits for none.</summary>
    public int StepAttempts { get; init; }

    /// <summary>The hub that runs it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>What moving it to another hub came to last, here; null if nobody wanted to move it.</summary>
    public string? Move { get; init; }

    /// <summary>The last error of the runtime with this run, or null. Exceptions of user code are its result, not this.</summary>
    public Exception? LastError { get; init; }
}

using Weave.Storage;

namespace Weave.Moving;

/// <summary>How a hub moves runs away and takes them in.</summary>
public sealed record MoveOptions
{
    /// <summary>How long a move waits for the run to come to a cut: it may compute between two, or await a task of its process.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the run stands still at most for the other hub to take the last part of its state.</summary>
    public TimeSpan LongestStop { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one part of the state may take that is sent while the run goes on.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often what has changed is sent while the run goes on, at most.</summary>
    public int MaxRounds { get; init; } = 8;

    /// <summary>The run is stopped once no more bytes than this have changed.</summary>
    public int SmallRest { get; init; } = 256 << 10;

    /// <summary>How long a hub that is ready waits to be told to go on before it asks the store.</summary>
    public TimeSpan GoTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>At most so many bytes are sent in one piece.</summary>
    public int PieceBytes { get; init; } = 8 << 20;

    /// <summary>Why this hub does not take a run, or null if it does: it drains, it has too many, it lacks what the run needs.</summary>
    public Func<RunRecord, string?>? Refuses { get; init; }

    /// <summary>The hub that a run shall be moved to when nobody names one; null for none.</summary>
    public Func<RunRecord, CancellationToken, ValueTask<string?>>? Place { get; init; }
}

using System.ComponentModel;

namespace Weave.Execution;

/// <summary>How a <see cref="StrandDriver"/> runs a strand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StrandDriverOptions
{
    /// <summary>When to stop the strand.</summary>
    public StopPolicy Policy { get; init; } = StopPolicy.None;

    /// <summary>
    /// Called with all frames, outermost first, at each capture that the policy shows and at each step and durable wait; the strand goes on from the frames it returns:
    /// the same list, or decoded twins. The list is valid during the call only. Not called for awaits of live tasks, nor when only the native stack was used up.
    /// </summary>
    public Func<IReadOnlyList<Frame>, IReadOnlyList<Frame>>? OnCaptured { get; init; }

    /// <summary>In place of <see cref="OnCaptured"/>: may replace the strand's frames itself.</summary>
    internal Action<Strand>? AtStop { get; init; }

    /// <summary>True if what has no codec stays in the process.</summary>
    internal bool Handles { get; init; }

    /// <summary>The clock that durable delays are waited for with; null to skip them.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>How many bytes of native stack woven code may use below the call of Run before it is moved to the heap. The thread must have that much left, and what plain code needs.</summary>
    public int StackBudget { get; init; } = 256 << 10;

    /// <summary>What step keys begin with.</summary>
    public string RunId { get; init; } = "driver";
}

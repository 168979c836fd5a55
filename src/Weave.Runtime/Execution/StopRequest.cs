using System.ComponentModel;

namespace Weave.Execution;

/// <summary>Why a strand shall stop: the bits behind <see cref="RunContext.Request"/>.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum StopRequest
{
    /// <summary>Nobody wants it to stop.</summary>
    None = 0,

    /// <summary>Its state shall be saved; it goes on.</summary>
    Checkpoint = 1,

    /// <summary>It shall leave this process: the hub closes, the run is owned elsewhere, or it is dropped.</summary>
    Move = 2,

    /// <summary>Part of its remaining work shall become a strand of its own.</summary>
    Split = 4,

    /// <summary>It shall be cancelled at this cut.</summary>
    Cancel = 8,

    /// <summary>Another strand waits for this worker.</summary>
    Yield = 16,
}

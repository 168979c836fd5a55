using Weave.Storage;

namespace Weave.Modules;

/// <summary>The code that goes on with a run.</summary>
/// <param name="Scope">Where its names are looked up.</param>
/// <param name="Pin">The module to pin the run to from here on; null to leave that.</param>
/// <param name="IsAsked">True if somebody asked for this code: a run that does not map to it has failed, with that as its reason.</param>
/// <param name="Release">Called when the run needs the code no longer.</param>
sealed record RunCode(CodeScope Scope, BlobHash? Pin = null, bool IsAsked = false, Action? Release = null)
{
    /// <summary>The process's own code, for a run that it is pinned to already, or that is pinned to nothing.</summary>
    public static RunCode Process { get; } = new(CodeScope.Process);
}

using Weave.Storage;

namespace Weave.Tool.Runs;

/// <summary>One run, as it is listed.</summary>
/// <param name="Run">Its id.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Function">Id of the root fragment function.</param>
/// <param name="Upgrade">Which code may go on with it.</param>
/// <param name="Module">The module it is pinned to, or null.</param>
/// <param name="Attempts">Claims since it last made progress.</param>
/// <param name="Epoch">Raised by each claim.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Updated">When its record last changed.</param>
/// <param name="Hub">The hub that has claimed it, or null.</param>
/// <param name="Needs">What a hub must offer to run it.</param>
sealed record RunView(string Run, RunState State, string Function, UpgradePolicy Upgrade, string? Module, int Attempts, long Epoch, DateTimeOffset Created, DateTimeOffset Updated, string? Hub, IReadOnlyList<string> Needs)
{
    public static RunView Of(RunRecord record) => new(
        record.Run, record.State, record.Function, record.Upgrade, record.Module?.Hex, record.Attempts, record.Epoch, record.Created, record.Updated, record.Owner, record.Needs);
}

namespace Weave.Storage;

/// <summary>Which runs a hub would take.</summary>
/// <param name="Offers">What the hub has: see <see cref="HubInfo.Offers"/>. A run that needs anything else is left.</param>
/// <param name="Most">At most so many.</param>
public sealed record ClaimQuery(IReadOnlyList<string> Offers, int Most)
{
    /// <summary>Only runs that were claimed since their last progress: they may have killed their hub, and are claimed one at a time. Otherwise only runs that were not.</summary>
    public bool Suspects { get; init; }

    /// <summary>Runs that are not claimed, because they are blocked here.</summary>
    public IReadOnlyCollection<string> Except { get; init; } = [];
}

namespace Weave.Cluster;

/// <summary>Something of importance that happened to a hub.</summary>
/// <param name="Kind">What.</param>
/// <param name="Hub">The hub it happened to: the one that tells, or another member.</param>
/// <param name="Text">What happened, for people.</param>
public sealed record HubEvent(HubEventKind Kind, string Hub, string Text);

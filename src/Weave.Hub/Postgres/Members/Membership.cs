namespace Weave.Postgres;

/// <summary>This handle as a member.</summary>
/// <param name="Hub">The hub's id.</param>
/// <param name="Incarnation">The number of the membership: claims name it.</param>
/// <param name="Lease">How long it holds when nothing more is heard of it.</param>
sealed record Membership(string Hub, long Incarnation, TimeSpan Lease);

namespace Weave.Storage;

/// <summary>What a store knows of a member.</summary>
/// <param name="Hub">What it announced.</param>
/// <param name="Incarnation">Raised each time a hub joins under this id.</param>
/// <param name="State">Where it is in its membership.</param>
/// <param name="Load">How busy it said it is.</param>
/// <param name="LeaseLeft">How long its lease still holds, by the store's clock at the moment of the answer; zero when it has ended.</param>
public sealed record HubRecord(HubInfo Hub, long Incarnation, HubState State, HubLoad Load, TimeSpan LeaseLeft);

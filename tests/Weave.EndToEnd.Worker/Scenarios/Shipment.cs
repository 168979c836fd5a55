namespace Weave.EndToEnd.Scenarios;

public sealed record Shipment(long Weight, List<string> Log);

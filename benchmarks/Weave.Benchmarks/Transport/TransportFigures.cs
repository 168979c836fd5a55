namespace Weave.Benchmarks.Transport;

/// <summary>Connections between hubs against loops over a socket: bulk as a part of theirs, a small round trip as a multiple of theirs.</summary>
sealed record TransportFigures(double Bandwidth, double RoundTrip, double BandwidthTls, double RoundTripTls);

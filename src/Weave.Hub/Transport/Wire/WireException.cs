namespace Weave.Transport.Wire;

/// <summary>What came is not the protocol: the connection ends, and nothing else does.</summary>
/// <param name="what">What came.</param>
sealed class WireException(string what)
    : WeaveException($"The other side of a connection sent {what}.", "It is no hub, or a broken one, or something on the way changes bytes. The connection was ended.");

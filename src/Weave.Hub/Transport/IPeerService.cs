namespace Weave.Transport;

/// <summary>What a hub does for the others.</summary>
public interface IPeerService
{
    /// <summary>Does it. An exception that is a <see cref="PeerRefusedException"/> reaches the caller as such; any other becomes one that names the hub and the kind of failure alone.</summary>
    /// <param name="from">The id of the hub that asks, as its certificate has it; on a socket without certificates, as it says.</param>
    /// <param name="method">What to do.</param>
    /// <param name="body">The request; the service's own from here on.</param>
    /// <param name="cancel">Nobody waits for the answer any more.</param>
    /// <returns>The answer; must not change any more.</returns>
    ValueTask<ReadOnlyMemory<byte>> HandleAsync(string from, PeerMethod method, ReadOnlyMemory<byte> body, CancellationToken cancel);

    /// <summary>
    /// Whether small requests for this may be handled on the thread that reads the connection: only what answers within microseconds and never blocks, because everything else from that hub
    /// waits meanwhile. Others get a thread of the pool.
    /// </summary>
    bool IsQuick(PeerMethod method) => method == PeerMethod.Echo;
}

namespace Weave.Transport;

/// <summary>The way from this hub to the others.</summary>
public interface IPeers : IAsyncDisposable
{
    /// <summary>
    /// Has another hub do something. It is done at most once, however often a connection breaks on the way: a request that is sent again is recognised there and answered with the first answer.
    /// </summary>
    /// <param name="to">The hub, as the store knows it.</param>
    /// <param name="method">What to do.</param>
    /// <param name="body">The request; must not change until the answer is there; of a call that ended without one, never: it may be on its way still. Any size that the other side takes.</param>
    /// <param name="deadline">How long the answer may take, sending again included.</param>
    /// <param name="cancel">Gives up; the other side may do it still.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="PeerUnreachableException">No answer came, or the other side failed at it: whether it was done is not known.</exception>
    /// <exception cref="PeerRefusedException">The other side refused, or will not let this hub connect, and says why: nothing was done.</exception>
    ValueTask<ReadOnlyMemory<byte>> CallAsync(Weave.Storage.HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel = default);
}

using Weave.Transport;

namespace Weave.Hosting;

/// <summary>What answers other hubs: nobody, until the hub is open, because its address has to be known before.</summary>
sealed class PeerDoor(string hub) : IPeerService
{
    volatile IPeerService? service;

    public void Open(IPeerService behind) => service = behind;

    public void Close() => service = null;

    public ValueTask<ReadOnlyMemory<byte>> HandleAsync(string from, PeerMethod method, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        service is { } open ? open.HandleAsync(from, method, body, cancel) : throw new PeerRefusedException(hub, "it is not open.");
}

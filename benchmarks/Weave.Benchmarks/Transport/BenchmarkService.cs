using Weave.Transport;

namespace Weave.Benchmarks.Transport;

/// <summary>Echoes what is small, and takes what is large.</summary>
sealed class BenchmarkService : IPeerService
{
    public ValueTask<ReadOnlyMemory<byte>> HandleAsync(string from, PeerMethod method, ReadOnlyMemory<byte> body, CancellationToken cancel) =>
        new(method == PeerMethod.Echo ? body : BitConverter.GetBytes((long)body.Length));
}

using System.Collections.Concurrent;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Moving;

/// <summary>The way between hubs of one process: each request goes through <see cref="OnCall"/>, which may fail it before or after it was carried out.</summary>
sealed class LocalPeers : IPeers
{
    readonly ConcurrentDictionary<string, IPeerService> services = new(StringComparer.Ordinal);

    /// <summary>Called at each request and after each answer, by name: an exception thrown here is what the caller gets.</summary>
    public Func<string, string, PeerMethod, bool, ValueTask>? OnCall { get; set; }

    public void Add(string hub, IPeerService service) => services[hub] = service;

    public void Remove(string hub) => services.TryRemove(hub, out _);

    /// <summary>The way as one hub sees it.</summary>
    public IPeers From(string hub) => new Way(this, hub);

    public ValueTask<ReadOnlyMemory<byte>> CallAsync(HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;

    sealed class Way(LocalPeers all, string from) : IPeers
    {
        public async ValueTask<ReadOnlyMemory<byte>> CallAsync(HubInfo to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan deadline, CancellationToken cancel = default)
        {
            await Task.Yield();
            if (all.OnCall is { } before)
                await before(from, to.Id, method, false);
            if (!all.services.TryGetValue(to.Id, out var service))
                throw new PeerUnreachableException(to.Id, "there is none");
            var copy = body.ToArray();
            ReadOnlyMemory<byte> answer;
            try
            {
                answer = await service.HandleAsync(from, method, copy, CancellationToken.None);
            }
            catch (Exception e) when (e is not PeerRefusedException)
            {
                throw new PeerRefusedException(to.Id, "it failed with a " + e.GetType().Name);
            }

            if (all.OnCall is { } after)
                await after(from, to.Id, method, true);
            return answer;
        }

        public ValueTask DisposeAsync() => default;
    }
}

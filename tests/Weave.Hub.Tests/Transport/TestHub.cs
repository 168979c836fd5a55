using System.Net;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Transport;

/// <summary>A hub that has nothing but its transport.</summary>
sealed class TestHub : IAsyncDisposable
{
    internal static readonly PeerOptions Plain = new() { Listen = new(IPAddress.Loopback, 0), LoopbackWithoutTls = true, ShutdownGrace = TimeSpan.FromMilliseconds(200) };

    internal static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    TestHub(PeerNetwork network, TestService service) => (Network, Service) = (network, service);

    public PeerNetwork Network { get; }

    public TestService Service { get; }

    /// <summary>What the store would say of it.</summary>
    public HubInfo Info => At(Network.Address);

    public HubInfo At(string address) => new(Network.Id, address) { Host = Network.Host, Socket = Network.Socket };

    public static async Task<TestHub> StartAsync(string id, PeerOptions? options = null)
    {
        var service = new TestService(id);
        return new(await PeerNetwork.StartAsync(id, options ?? Plain, service), service);
    }

    public ValueTask<ReadOnlyMemory<byte>> Call(TestHub to, PeerMethod method, ReadOnlyMemory<byte> body, TimeSpan? deadline = null, CancellationToken cancel = default) =>
        Network.CallAsync(to.Info, method, body, deadline ?? Long, cancel);

    public ValueTask DisposeAsync() => Network.DisposeAsync();
}

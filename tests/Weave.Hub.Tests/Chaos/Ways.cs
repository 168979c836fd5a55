using System.Net;
using System.Net.Sockets;
using Weave.Cluster.Tests.Transport;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>The ways between the hubs: each leads through a proxy of its own, so that two hubs can be cut off from each other while both reach the third.</summary>
sealed class Ways : IAsyncDisposable
{
    readonly Dictionary<(string From, string To), FaultyProxy> proxies = [];
    readonly Dictionary<string, int> ports = [];

    public Ways(IReadOnlyList<string> hubs)
    {
        foreach (var hub in hubs)
            ports[hub] = FreePort();
        foreach (var (from, to) in hubs.SelectMany(from => hubs.Where(to => to != from).Select(to => (from, to))))
            proxies[(from, to)] = new FaultyProxy($"127.0.0.1:{ports[to]}");
    }

    /// <summary>Where a hub listens, in all its lives.</summary>
    public int PortOf(string hub) => ports[hub];

    /// <summary>Where a hub has to go to reach the others, as an argument of its process.</summary>
    public string From(string hub) => string.Join(',', proxies.Where(p => p.Key.From == hub).Select(p => $"{p.Key.To}={p.Value.Address}"));

    /// <summary>Two hubs do not reach each other; what was under way arrives late, or with its connections never.</summary>
    public async Task PartAsync(string one, string other, TimeSpan down, bool forGood)
    {
        FaultyProxy[] both = [proxies[(one, other)], proxies[(other, one)]];
        foreach (var proxy in both)
            proxy.Swallow();
        await Task.Delay(down);
        foreach (var proxy in both)
        {
            if (forGood)
                proxy.CutAll();
            proxy.Heal();
        }
    }

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies.Values)
            await proxy.DisposeAsync();
    }
}

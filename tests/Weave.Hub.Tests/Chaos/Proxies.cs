using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Weave.Cluster.Tests.Transport;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>The loopback interface, on which each way leads through a proxy of its own: two hubs can be cut off from each other while both reach the third.</summary>
sealed class Proxies : INetwork
{
    readonly Dictionary<(string From, string To), FaultyProxy> between = [];
    readonly Dictionary<string, FaultyProxy> stores = [];
    readonly Dictionary<string, int> ports = [];
    readonly IPEndPoint postgres;

    public Proxies(IReadOnlyList<string> hubs, int postgres)
    {
        this.postgres = new(IPAddress.Loopback, postgres);
        foreach (var hub in hubs)
        {
            ports[hub] = FreePort();
            stores[hub] = new FaultyProxy($"{this.postgres}");
        }

        foreach (var (from, to) in hubs.SelectMany(from => hubs.Where(to => to != from).Select(to => (from, to))))
            between[(from, to)] = new FaultyProxy($"127.0.0.1:{ports[to]}");
    }

    public IReadOnlyList<string> Settings => [];

    public bool LosesConnections => true;

    public string? Certificates => null;

    public IPEndPoint Listen(string hub) => new(IPAddress.Loopback, ports[hub]);

    public string WaysFrom(string hub) => string.Join(',', between.Where(p => p.Key.From == hub).Select(p => $"{p.Key.To}={p.Value.Address}"));

    public IPEndPoint Store(string hub) => IPEndPoint.Parse(stores[hub].Address);

    public IPEndPoint Ledger(string hub) => postgres;

    public ProcessStartInfo Command(string hub, params IEnumerable<string> arguments) => new("dotnet", arguments);

    public Task CutAsync(string hub, TimeSpan down, bool forGood) => SwallowAsync([stores[hub]], down, forGood);

    public Task PartAsync(string one, string other, TimeSpan down, bool forGood) => SwallowAsync([between[(one, other)], between[(other, one)]], down, forGood);

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in between.Values.Concat(stores.Values))
            await proxy.DisposeAsync();
    }

    /// <summary>A port of the loopback interface that nobody listens on.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    static async Task SwallowAsync(FaultyProxy[] ways, TimeSpan down, bool forGood)
    {
        foreach (var way in ways)
            way.Swallow();
        await Task.Delay(down);
        foreach (var way in ways)
        {
            if (forGood)
                way.CutAll();
            way.Heal();
        }
    }
}

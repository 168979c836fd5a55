using System.Diagnostics;
using System.Net;
using Weave.Certificates;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>
/// A network of Linux: each hub is in a namespace of its own, with an address of its own and TLS, on a bridge to which PostgreSQL listens. Whoever is to be cut off sends to a hardware address that
/// nobody has: the kernel's packets vanish, and nobody is told.
/// </summary>
sealed class Namespaces : INetwork
{
    const int Port = 7070;
    const string Nobody = "02:00:00:00:00:fe";

    readonly string name = $"wv{Environment.ProcessId % 100_000}";
    readonly string folder = Directory.CreateTempSubdirectory("weave-net-").FullName;
    readonly List<string> hubs = [];
    readonly Dictionary<IPAddress, string> hardware = [];
    readonly int postgres;

    Namespaces(int postgres)
    {
        this.postgres = postgres;
        var rules = Path.Combine(folder, "hba.conf");
        File.WriteAllText(rules, $"local all all trust\nhost all all {Address(0)}/24 trust\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // PostgreSQL, another user, reads its rules
        Settings = [$"listen_addresses={Address(1)},{Address(2)}", $"hba_file={rules}"];
    }

    /// <summary>Makes it. Throws where that is not permitted.</summary>
    public static async Task<Namespaces> CreateAsync(IReadOnlyList<string> hubs, int postgres)
    {
        var made = new Namespaces(postgres);
        try
        {
            await made.MakeAsync(hubs);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this process may make such a network.</summary>
    public static async Task<bool> ArePermittedAsync()
    {
        try
        {
            await using var made = await CreateAsync(["a"], 0);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    public IReadOnlyList<string> Settings { get; }

    public bool LosesConnections => false;

    public string? Certificates => Path.Combine(folder, "certs");

    public IPEndPoint Listen(string hub) => new(AddressOf(hub), Port);

    public string WaysFrom(string hub) => "-";

    public IPEndPoint Store(string hub) => new(Address(1), postgres);

    public IPEndPoint Ledger(string hub) => new(Address(2), postgres);

    public ProcessStartInfo Command(string hub, params IEnumerable<string> arguments) => new("ip", ["netns", "exec", Of(hub), "dotnet", .. arguments]);

    public async Task CutAsync(string hub, TimeSpan down, bool forGood)
    {
        await LeadAsync(hub, Address(1), Nobody);
        await Task.Delay(down);
        await LeadAsync(hub, Address(1), hardware[Address(1)]);
    }

    public async Task PartAsync(string one, string other, TimeSpan down, bool forGood)
    {
        await LeadAsync(one, AddressOf(other), Nobody);
        await LeadAsync(other, AddressOf(one), Nobody);
        await Task.Delay(down);
        await LeadAsync(one, AddressOf(other), hardware[AddressOf(other)]);
        await LeadAsync(other, AddressOf(one), hardware[AddressOf(one)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in hubs)
            await TryAsync("netns", "del", Of(hub));
        await TryAsync("link", "del", name);
        Directory.Delete(folder, recursive: true);
    }

    async Task MakeAsync(IReadOnlyList<string> ids)
    {
        await IpAsync("link", "add", name, "address", "02:00:00:00:00:01", "type", "bridge");
        foreach (var own in (IPAddress[])[Address(1), Address(2)])
        {
            hardware[own] = "02:00:00:00:00:01";
            await IpAsync("addr", "add", $"{own}/24", "dev", name);
        }

        await IpAsync("link", "set", name, "up");
        var certificates = new CertificateFolder(Certificates!);
        certificates.Init("chaos", TimeSpan.FromDays(1), null);
        foreach (var id in ids)
        {
            hubs.Add(id);
            var (own, mac) = (AddressOf(id), $"02:00:00:00:00:{10 + hubs.Count:x2}");
            hardware[own] = mac;
            certificates.Issue(id, [$"{own}"], TimeSpan.FromDays(1), null).Dispose();
            await IpAsync("netns", "add", Of(id));
            await IpAsync("link", "add", Of(id), "master", name, "type", "veth", "peer", "name", "eth0", "address", mac, "netns", Of(id));
            await IpAsync("link", "set", Of(id), "up");
            await IpAsync("-n", Of(id), "link", "set", "lo", "up");
            await IpAsync("-n", Of(id), "addr", "add", $"{own}/24", "dev", "eth0");
            await IpAsync("-n", Of(id), "link", "set", "eth0", "up");
        }
    }

    /// <summary>What a hub sends to an address goes to this piece of hardware.</summary>
    Task LeadAsync(string hub, IPAddress to, string mac) => IpAsync("-n", Of(hub), "neigh", "replace", $"{to}", "lladdr", mac, "nud", "permanent", "dev", "eth0");

    string Of(string hub) => $"{name}{hub}";

    IPAddress AddressOf(string hub) => Address(10 + hubs.IndexOf(hub));

    static IPAddress Address(int host) => new([10, 77, (byte)(Environment.ProcessId % 250), (byte)host]);

    static async Task TryAsync(params string[] arguments)
    {
        try
        {
            await IpAsync(arguments);
        }
        catch (InvalidOperationException)
        {
            // It was never made.
        }
    }

    static async Task IpAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said.Trim()}");
    }
}

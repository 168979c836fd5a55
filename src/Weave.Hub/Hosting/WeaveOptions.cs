using System.Net;
using Weave.Postgres;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Hosting;

/// <summary>What an application's hub is to be: which store, where other hubs reach it, what it offers. Validated when the host starts.</summary>
public sealed class WeaveOptions
{
    readonly List<Func<HubOptions, HubOptions>> hub = [];
    readonly List<string> stores = [];
    PeerOptions peers = new();

    /// <summary>Opens the store; null until one was chosen.</summary>
    internal Func<IServiceProvider, CancellationToken, Task<IRunStore>>? OpenStore { get; private set; }

    /// <summary>The store is the application's own: it is not closed with the hub.</summary>
    internal bool KeepsStore { get; private set; }

    internal IReadOnlyList<string> Stores => stores;

    /// <summary>How long to go on trying to open a store that cannot be reached.</summary>
    internal TimeSpan Patience { get; private set; }

    /// <summary>A PostgreSQL database, which hubs of other processes may own together with this one: they are a cluster.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="change">Gives the store's options from the defaults; null for those.</param>
    public WeaveOptions UsePostgres(string connectionString, Func<PostgresStoreOptions, PostgresStoreOptions>? change = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var store = new PostgresStoreOptions();
        store = change?.Invoke(store) ?? store;
        return Use("UsePostgres", async (_, cancel) => await PostgresStore.OpenAsync(connectionString, store, cancel).ConfigureAwait(false));
    }

    /// <summary>A store file of this hub's own.</summary>
    /// <param name="path">The file; created if it is not there.</param>
    public WeaveOptions UseSqlite(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Use("UseSqlite", async (_, cancel) => await SqliteRunStore.OpenAsync(path, StoreAccess.Owner, null, cancel).ConfigureAwait(false));
    }

    /// <summary>A store that the application has opened, and closes after the host has stopped.</summary>
    /// <param name="store">The store.</param>
    public WeaveOptions UseStore(IRunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        KeepsStore = true;
        return Use("UseStore", (_, _) => Task.FromResult(store));
    }

    /// <summary>A store that is opened when the host starts, and closed with the hub.</summary>
    /// <param name="open">Opens it.</param>
    public WeaveOptions UseStore(Func<IServiceProvider, CancellationToken, Task<IRunStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return Use("UseStore", open);
    }

    /// <summary>Where this hub listens for others, on every address of the machine.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    public WeaveOptions ListenOn(int port) => ListenOn(new IPEndPoint(IPAddress.Any, port));

    /// <summary>Where this hub listens for others.</summary>
    /// <param name="address">Address and port; port 0 for a free one.</param>
    public WeaveOptions ListenOn(IPEndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Peers(p => p with { Listen = address });
    }

    /// <summary>How this hub and the others talk: certificates, sockets, limits.</summary>
    /// <param name="change">Gives the options that are used from those so far.</param>
    public WeaveOptions Peers(Func<PeerOptions, PeerOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        peers = change(peers);
        return this;
    }

    /// <summary>How the hubs talk, or null when this one does not.</summary>
    internal PeerOptions? PeersOrNone => peers.Listen is null && peers.SocketFolder is null ? null : peers;

    /// <summary>Names the hub in its cluster: one process at a time.</summary>
    public WeaveOptions Name(string id) => Hub(o => o with { HubId = id });

    /// <summary>What people call this host: runs may need it as <c>label:NAME</c>.</summary>
    public WeaveOptions Label(string name) => Hub(o => o with { Labels = [.. o.Labels, name] });

    /// <summary>A data resource that is near this host.</summary>
    public WeaveOptions Data(string name) => Hub(o => o with { Data = [.. o.Data, name] });

    /// <summary>How long the hub's membership holds when nothing is heard of it.</summary>
    public WeaveOptions Lease(TimeSpan lease) => Hub(o => o with { Lease = lease });

    /// <summary>How long the start goes on trying to reach the store; without it a store that is not there ends the start at once.</summary>
    public WeaveOptions WaitForStore(TimeSpan patience)
    {
        Patience = patience;
        return this;
    }

    /// <summary>Everything else that a hub can be told.</summary>
    /// <param name="change">Gives the options that are used from those so far.</param>
    public WeaveOptions Hub(Func<HubOptions, HubOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        hub.Add(change);
        return this;
    }

    /// <summary>The hub's options.</summary>
    /// <exception cref="WeaveSetupException">They do not go together.</exception>
    internal HubOptions Validated()
    {
        if (stores.Count != 1)
        {
            throw new WeaveSetupException(
                stores.Count == 0 ? "No store was chosen." : $"More than one store was chosen: {string.Join(", ", stores)}.", "Call one of UsePostgres, UseSqlite and UseStore in AddWeave.");
        }

        var options = new HubOptions { Pressure = new PressureOptions() };
        foreach (var change in hub)
            options = change(options);
        if (options.Access != StoreAccess.Owner)
            throw new WeaveSetupException("A hub in a host runs runs: HubOptions.Access is Client.", "Open a client with Hub.OpenAsync instead.");
        if (options.Lease != Timeout.InfiniteTimeSpan && options.Lease < TimeSpan.FromMilliseconds(100))
            throw new WeaveSetupException($"A lease of {options.Lease} is too short to be kept.", "Take a second or more.");
        if (options.Labels.Concat(options.Data).FirstOrDefault(string.IsNullOrWhiteSpace) is not null)
            throw new WeaveSetupException("A label or data resource has no name.", "Give it one.");
        if (Patience < TimeSpan.Zero)
            throw new WeaveSetupException("The patience with the store is negative.", "Give a time, or leave it out.");
        return options;
    }

    WeaveOptions Use(string name, Func<IServiceProvider, CancellationToken, Task<IRunStore>> open)
    {
        stores.Add(name);
        OpenStore = open;
        return this;
    }
}

using System.Collections.Concurrent;
using Weave.Storage;

namespace Weave.Cluster.Tests.Membership;

/// <summary>Hubs in this process that share a storage in its memory.</summary>
sealed class MemoryCluster : IAsyncDisposable
{
    readonly List<Hub> hubs = [];
    readonly ConcurrentQueue<HubEvent> events = new();

    public MemoryStorage Storage { get; } = new();

    public ConcurrentDictionary<string, CutStore> Stores { get; } = new(StringComparer.Ordinal);

    public IEnumerable<HubEvent> Events => events;

    public async Task<Hub> OpenAsync(string id, Func<HubOptions, HubOptions>? change = null)
    {
        var store = Stores[id] = new CutStore(new MemoryClusterStore(Storage));
        var options = new HubOptions
        {
            HubId = id,
            Workers = 2,
            Lease = TimeSpan.FromSeconds(1),
            CheckpointInterval = TimeSpan.FromMilliseconds(50),
            ShutdownTimeout = TimeSpan.FromSeconds(5),
            OnHubEvent = events.Enqueue,
        };
        var hub = await Hub.OpenAsync(store, change?.Invoke(options) ?? options);
        hubs.Add(hub);
        return hub;
    }

    /// <summary>Completes when the condition holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (await condition())
                return;
            await Task.Delay(10);
        }

        throw new TimeoutException($"It did not happen: {what}");
    }

    public Task UntilOwnedByAsync(string run, params string[] owners) =>
        UntilAsync(async () => (await OwnerOfAsync(run)) is { } owner && owners.Contains(owner), $"{run} is owned by one of {string.Join(", ", owners)}");

    public async Task<string?> OwnerOfAsync(string run)
    {
        await using var client = new MemoryClusterStore(Storage, StoreAccess.Client);
        return (await client.FindAsync(run))?.Owner;
    }

    public async Task<IReadOnlyList<HubRecord>> MembersAsync()
    {
        await using var client = new MemoryClusterStore(Storage, StoreAccess.Client);
        return await client.HubsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in Stores.Values)
        {
            store.IsCut = false;
            store.Speak();
        }

        await Task.WhenAll(hubs.Select(h => h.DisposeAsync().AsTask()));
    }
}

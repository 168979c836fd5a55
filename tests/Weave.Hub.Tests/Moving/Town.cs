using Weave.Execution;
using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Moving;

/// <summary>Hubs of one process that share a store in memory.</summary>
sealed class Town : IAsyncDisposable
{
    readonly List<Member> members = [];
    readonly SemaphoreSlim taking = new(1);

    public MemoryStorage Storage { get; private init; } = new();

    public LocalPeers Peers { get; } = new();

    public Member this[int index] => members[index];

    public IReadOnlyList<Member> Hubs => members;

    public static async Task<Town> OpenAsync(int hubs, Func<HubOptions, HubOptions>? options = null, Func<MoveOptions, MoveOptions>? moves = null, Func<IClusterStore, string, IClusterStore>? store = null)
    {
        var town = new Town();
        for (var i = 0; i < hubs; i++)
            await town.AddAsync($"h{i}", options, moves, store);
        return town;
    }

    public async Task<Member> AddAsync(string id, Func<HubOptions, HubOptions>? options = null, Func<MoveOptions, MoveOptions>? moves = null, Func<IClusterStore, string, IClusterStore>? wrap = null)
    {
        IClusterStore store = new FaultyStore(new MemoryClusterStore(Storage)) { Taking = taking };
        store = wrap?.Invoke(store, id) ?? store;
        var asked = new HubOptions { HubId = id, Workers = 2, Lease = TimeSpan.FromMinutes(5), Compress = false, ShutdownTimeout = TimeSpan.FromSeconds(1) };
        var hub = await Hub.OpenAsync(store, options?.Invoke(asked) ?? asked);
        var moving = new MoveOptions { GoTimeout = TimeSpan.FromMilliseconds(20), Patience = TimeSpan.FromSeconds(30) };
        moving = moves?.Invoke(moving) ?? moving;
        var moved = new Moves(hub, store, Peers.From(id), moving);
        Peers.Add(id, moved.Service);
        var member = new Member(id, hub, store, moved);
        members.Add(member);
        return member;
    }

    /// <summary>Starts a run at the first hub. A hub begins what it is told to start, unless another that has nothing to do is quicker: here none is.</summary>
    public async Task<RunHandle<T>> StartAsync<T>(FragmentCall<T> call, string id)
    {
        await taking.WaitAsync();
        try
        {
            var run = await this[0].Hub.StartAsync(call, id);
            while ((await RecordAsync(id)).Owner is null)
                await Task.Delay(1);
            return run;
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>A hub is gone, as a process that was killed: it reaches nobody, and what it had is free.</summary>
    public async Task KillAsync(string id)
    {
        Peers.Remove(id);
        await using var successor = new MemoryClusterStore(Storage);
        await successor.JoinAsync(new HubInfo(id, ""), TimeSpan.FromMinutes(1));
        await successor.LeaveAsync();
    }

    /// <summary>The record of a run.</summary>
    public async Task<RunRecord> RecordAsync(string run)
    {
        await using var client = new MemoryClusterStore(Storage, StoreAccess.Client);
        return (await client.FindAsync(run))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in members)
            await member.Moves.DisposeAsync();
        await Task.WhenAll(members.Select(m => m.Hub.DisposeAsync().AsTask()));
        foreach (var member in members)
            await member.Store.DisposeAsync();
    }

    internal sealed record Member(string Id, Hub Hub, IClusterStore Store, Moves Moves)
    {
        public IRunMover Mover => Moves.Mover;
    }
}

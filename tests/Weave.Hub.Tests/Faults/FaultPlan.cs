using Weave.Cluster.Tests.Simulation;
using Weave.Storage;
using Weave.Transport;

namespace Weave.Cluster.Tests.Faults;

/// <summary>Lets one call go wrong: the n-th that the hubs of a simulated cluster make to the store and to each other.</summary>
/// <param name="n">Which; the first is 1.</param>
/// <param name="kind">How.</param>
sealed class FaultPlan(int n, FaultKind kind)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan delay = TimeSpan.FromMilliseconds(1500);

    readonly HashSet<(string Run, long Epoch)> broken = [];
    readonly HashSet<string> met = [];
    long heldUntil;

    /// <summary>Calls made so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The call that went wrong, or null.</summary>
    public string? Struck { get; private set; }

    /// <summary>The methods and requests that were called.</summary>
    public IReadOnlySet<string> Met => met;

    public IClusterStore Around(SimulatedMachine machine, IClusterStore store) =>
        Around<IClusterStore>.Of(store, (name, arguments, call) => StoreCallAsync(machine, name, arguments, call), (name, call) => BlockingCall(machine, name, call));

    public IPeers Around(SimulatedMachine machine, IPeers peers) => Around<IPeers>.Of(peers, (name, arguments, call) =>
        StrikeAsync(machine, $"{arguments[1]}", call, kind == FaultKind.Doubled, () => new PeerUnreachableException(((HubInfo)arguments[0]!).Id, "a fault was injected")));

    async ValueTask<object?> StoreCallAsync(SimulatedMachine machine, string name, object?[] arguments, Func<ValueTask<object?>> call)
    {
        var batch = arguments is [CommitBatch b, ..] ? b : null;
        var mine = Calls + 1 == n;
        while (!mine && batch is not null && machine.Now < heldUntil)
            await machine.PauseAsync(TimeSpan.FromTicks(heldUntil - machine.Now), machine.Clock).ConfigureAwait(false);
        if (batch is not null && broken.Contains((batch.Run, batch.Epoch)))
            throw new StoreWriteException("(faulty)", "an earlier batch of the same claim failed.", "Claim the run again.", batch.Run, null);
        try
        {
            return await StrikeAsync(machine, name, call, (batch is not null || name == nameof(IClusterStore.ClaimNextAsync)) && kind == FaultKind.Doubled, StoreFails).ConfigureAwait(false);
        }
        catch when (batch is not null)
        {
            broken.Add((batch.Run, batch.Epoch));
            throw;
        }
    }

    /// <summary>A call that blocks keeps its process from everything else for as long as it takes.</summary>
    object? BlockingCall(SimulatedMachine machine, string name, Func<object?> call)
    {
        if (!Strikes(machine, name, spared: false))
            return call();
        switch (kind)
        {
            case FaultKind.FailsBefore:
                throw StoreFails();
            case FaultKind.FailsAfter:
                call();
                throw StoreFails();
            case FaultKind.Hangs:
                machine.Use(patience);
                throw StoreFails();
            case FaultKind.Doubled:
                call();
                break;
            default:
                machine.Use(delay);
                break;
        }

        return call();
    }

    static StoreUnavailableException StoreFails() => new("(faulty)", "a fault was injected.", "Try again.", null);

    bool Strikes(SimulatedMachine machine, string name, bool spared)
    {
        met.Add(name);
        if (++Calls != n || spared)
            return false;
        Struck = $"{machine.Name}: {name}";
        machine.World.Log($"{kind}: {Struck}");
        return true;
    }

    async ValueTask<object?> StrikeAsync(SimulatedMachine machine, string name, Func<ValueTask<object?>> call, bool spared, Func<Exception> error)
    {
        if (!Strikes(machine, name, spared))
            return await call().ConfigureAwait(false);
        switch (kind)
        {
            case FaultKind.FailsBefore:
                throw error();
            case FaultKind.FailsAfter:
                await call().ConfigureAwait(false);
                throw error();
            case FaultKind.Hangs:
                await machine.PauseAsync(patience, machine.Clock).ConfigureAwait(false);
                throw error();
            case FaultKind.Doubled:
                await call().ConfigureAwait(false);
                break;
            default:
                heldUntil = machine.Now + delay.Ticks;
                await machine.PauseAsync(delay, machine.Clock).ConfigureAwait(false);
                heldUntil = 0;
                break;
        }

        return await call().ConfigureAwait(false);
    }
}

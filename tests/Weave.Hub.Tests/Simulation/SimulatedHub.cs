using Weave.Cluster.Tests.Faults;
using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>A hub of a simulated cluster, through all its lives.</summary>
sealed class SimulatedHub(World world, SimulatedDatabase database, SimulatedNetwork network, string id, IReadOnlyList<string> offers, FaultPlan? plan = null)
{
    static readonly TimeSpan lease = TimeSpan.FromSeconds(2);

    /// <summary>How long it takes to drain before it closes all the same.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(4);

    SimulatedMachine? machine;
    SimulatedConnection? connection;
    Hub? hub;
    Moves? moves;

    public string Id => id;

    /// <summary>The hub, if it is open and does not stand still.</summary>
    public Hub? Open => machine is { IsDead: false, IsPaused: false } ? hub : null;

    /// <summary>Moves runs, while the hub is open.</summary>
    public IRunMover Mover => moves!.Mover;

    /// <summary>The hub's way to the store.</summary>
    public IClusterStore Store => connection!.Store;

    public bool IsAlive => machine is { IsDead: false };

    /// <summary>Has this executed in the hub's process.</summary>
    public void Do(Func<Task> work) => machine!.Post(() => _ = machine.Run(work));

    public void Start()
    {
        world.Log($"{id} starts");
        hub = null;
        var own = machine = new SimulatedMachine(world, id, offers);
        connection = database.Connect(own);
        own.Post(() => _ = OpenAsync(own, plan?.Around(own, connection.Store) ?? connection.Store));
    }

    /// <summary>Everything the process has in memory is gone.</summary>
    public void Crash()
    {
        if (machine is null or { IsDead: true })
            return;
        world.Log($"{id} crashes");
        machine.Die();
        database.Forget(connection!);
        hub = null;
    }

    /// <summary>It is told to end: it gives its runs away, closes, and comes back after some time.</summary>
    public void Leave(TimeSpan back)
    {
        if (Open is not { } open)
            return;
        var (own, movers) = (machine!, moves!);
        world.Log($"{id} is told to end");
        Do(async () =>
        {
            await Task.WhenAny(open.DrainAsync(), Task.Delay(patience, own.Clock)).ConfigureAwait(false);
            world.Log($"{id} is {(open.Drained.IsCompleted ? "drained" : "not drained")}");
            if (open.Drained.IsCompleted)
                world.Count("drained");
            await movers.DisposeAsync().ConfigureAwait(false);
            await open.DisposeAsync().ConfigureAwait(false);
            if (own.IsDead)
                return;
            Crash();
            world.After(back, () =>
            {
                if (!IsAlive)
                    Start();
            });
        });
    }

    public void Pause()
    {
        world.Log($"{id} stands still");
        machine!.Pause();
    }

    public void Continue()
    {
        world.Log($"{id} goes on");
        machine!.Continue();
    }

    public void Cut()
    {
        world.Log($"{id} is cut off");
        connection!.Cut();
    }

    public void Heal()
    {
        if (connection is { IsCut: true })
            world.Log($"{id} is reached again");
        connection?.Heal();
    }

    public void Break() => connection!.Break();

    async Task OpenAsync(SimulatedMachine own, IClusterStore store)
    {
        while (true)
        {
            try
            {
                var opened = await Hub.OpenAsync(store, new HubOptions
                {
                    HubId = id,
                    Machine = own,
                    TimeProvider = own.Clock,
                    Random = new Random(world.Random.Next()),
                    Lease = lease,
                    CheckpointInterval = TimeSpan.FromMilliseconds(100),
                    MaxAttempts = 1000,
                    Announce = info => info with { Offers = offers, Cores = 1, Memory = 1 << 30, Host = id },
                    Workers = 1,
                    Compress = false,
                }).ConfigureAwait(false);
                var movers = moves = new Moves(opened, store, plan?.Around(own, network.From(own)) ?? network.From(own), new MoveOptions { Refuses = opened.Runs.WhyNot, Place = (run, _) => new(opened.Runs.Place(run)?.Hub.Id) });
                opened.Engine.MoveAway = async (run, target, stop) => (await movers.Mover.MoveAsync(run, target, stop).ConfigureAwait(false)).IsMoved;
                network.Listen(own, moves.Service);
                hub = opened;
                world.Log($"{id} is open");
                return;
            }
            catch (Exception e) when (e is WeaveException)
            {
                world.Log($"{id} does not open: {e.Message}");
                await Task.Delay(TimeSpan.FromMilliseconds(200), own.Clock).ConfigureAwait(false);
            }
        }
    }
}

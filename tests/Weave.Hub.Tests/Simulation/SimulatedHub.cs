using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>A hub of a simulated cluster, through all its lives.</summary>
sealed class SimulatedHub(World world, SimulatedDatabase database, string id)
{
    static readonly TimeSpan lease = TimeSpan.FromSeconds(2);

    SimulatedMachine? machine;
    SimulatedConnection? connection;
    Hub? hub;

    public string Id => id;

    /// <summary>The hub, if it is open and does not stand still.</summary>
    public Hub? Open => machine is { IsDead: false, IsPaused: false } ? hub : null;

    public bool IsAlive => machine is { IsDead: false };

    /// <summary>Has this executed in the hub's process.</summary>
    public void Do(Func<Task> work) => machine!.Post(() => _ = machine.Run(work));

    public void Start()
    {
        world.Log($"{id} starts");
        hub = null;
        var own = machine = new SimulatedMachine(world, id);
        connection = database.Connect(own);
        own.Post(() => _ = OpenAsync(own, connection.Store));
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
                    Announce = info => info with { Cores = 1, Memory = 1 << 30, Host = id },
                    Workers = 1,
                    Compress = false,
                }).ConfigureAwait(false);
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

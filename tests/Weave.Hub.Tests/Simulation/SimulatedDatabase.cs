using Weave.Storage;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>The store of a simulated cluster, and the way to it: calls and answers take their time, connections break, and what was under way then may have been done or not.</summary>
sealed class SimulatedDatabase
{
    readonly World world;
    readonly List<SimulatedConnection> connections = [];

    public SimulatedDatabase(World world)
    {
        this.world = world;
        Storage = new(new WorldClock(world));
        Direct = new MemoryClusterStore(Storage);
    }

    public MemoryStorage Storage { get; }

    /// <summary>The store without a way to it: for who looks on from outside.</summary>
    public MemoryClusterStore Direct { get; }

    /// <summary>How often each run has been committed as over.</summary>
    public Dictionary<string, int> Ends { get; } = [];

    /// <summary>The module that a run of this name was started with, where that is not the hubs' own.</summary>
    public (string Run, BlobHash Module)? Pinned { get; private set; }

    /// <summary>Has a run that will be created belong to a build that the hubs are not of.</summary>
    public void PinTo(string run, BlobHash module, byte[] blob)
    {
        Pinned = (run, module);
        Direct.PutBlobAsync(blob, module).AsTask().GetAwaiter().GetResult();
    }

    public SimulatedConnection Connect(SimulatedMachine machine)
    {
        var connection = new SimulatedConnection(world, machine, this);
        connections.Add(connection);
        return connection;
    }

    public void Forget(SimulatedConnection connection) => connections.Remove(connection);

    /// <summary>Something was written: who waits for that hears of it.</summary>
    public void Changed()
    {
        foreach (var connection in connections)
            connection.Tell();
    }

    sealed class WorldClock(World world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => SimulatedClock.Right(world);
    }
}

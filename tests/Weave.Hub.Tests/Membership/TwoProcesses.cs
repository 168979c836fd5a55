using Weave.Cluster.Tests.Postgres;
using Weave.Storage;

namespace Weave.Cluster.Tests.Membership;

/// <summary>Two hubs in processes of their own on one schema, and a client of it in this process.</summary>
sealed class TwoProcesses : IAsyncDisposable
{
    readonly TestSchema schema = new();

    TwoProcesses()
    {
    }

    public Hub Client { get; private set; } = null!;

    public HubProcess A { get; private set; } = null!;

    public HubProcess B { get; private set; } = null!;

    public static async Task<TwoProcesses> StartAsync()
    {
        var two = new TwoProcesses();
        two.Client = await Hub.OpenAsync(await two.schema.OpenAsync(o => o with { Access = StoreAccess.Client }));
        two.A = await two.StartAsync("a");
        two.B = await two.StartAsync("b");
        return two;
    }

    public Task UntilOwnedAsync(string hub) => MemoryCluster.UntilAsync(() => OwnsAsync(hub), $"{hub} has taken some");

    public async Task<bool> OwnsAsync(string hub)
    {
        await foreach (var run in Client.RunsAsync())
        {
            if (run.Owner == hub)
                return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        B?.Dispose();
        A?.Dispose();
        await Client.DisposeAsync();
        await schema.DisposeAsync();
    }

    async Task<HubProcess> StartAsync(string id)
    {
        var hub = HubProcess.Start(await TestSchema.ConnectionStringAsync(), schema.Name, id);
        await hub.UntilSaidAsync("open");
        return hub;
    }
}

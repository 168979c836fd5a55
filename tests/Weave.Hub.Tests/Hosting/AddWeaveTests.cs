using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Weave.Cluster.Tests.Membership;
using Weave.Hosting;
using Weave.Storage;

namespace Weave.Cluster.Tests.Hosting;

public class AddWeaveTests
{
    [Fact]
    public async Task A_host_opens_the_hub_and_closes_it()
    {
        var storage = new MemoryStorage();
        using (var host = Host(o => o.UseStore((_, _) => Task.FromResult<IRunStore>(new MemoryClusterStore(storage))).Name("app").Label("ssd").Data("orders")))
        {
            var source = host.Services.GetRequiredService<HubSource>();
            Assert.Throws<HubNotReadyException>(host.Services.GetRequiredService<Hub>);
            await host.StartAsync();
            var hub = host.Services.GetRequiredService<Hub>();
            Assert.Same(hub, await source.ReadyAsync());
            Assert.Equal(6, await (await hub.StartAsync(Flows.Fragments.Rounds(3, 1))).Result);
            await using var client = new MemoryClusterStore(storage, StoreAccess.Client);
            var member = Assert.Single(await client.HubsAsync());
            Assert.Equal("app", member.Hub.Id);
            Assert.Contains("label:ssd", member.Hub.Offers);
            Assert.Contains("data:orders", member.Hub.Offers);

            var unfinished = await hub.StartAsync(Flows.Fragments.Rounds(100, 50), "unfinished");
            await host.StopAsync();
            Assert.Empty(await client.HubsAsync());
            Assert.Null((await client.FindAsync("unfinished"))!.Owner);
            await Assert.ThrowsAsync<HubClosedException>(() => unfinished.Result);
        }
    }

    [Fact]
    public async Task One_file_is_a_cluster_of_one()
    {
        var folder = Directory.CreateTempSubdirectory("weave-host-");
        using (var host = Host(o => o.UseSqlite(Path.Combine(folder.FullName, "runs.db"))))
        {
            await host.StartAsync();
            Assert.Equal(6, await (await host.Services.GetRequiredService<Hub>().StartAsync(Flows.Fragments.Rounds(3, 1))).Result);
            await host.StopAsync();
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Hubs_of_hosts_find_each_other_and_a_stopping_one_moves_its_runs()
    {
        var storage = new MemoryStorage();
        var gate = Guid.NewGuid().ToString();
        using var a = Peer(storage, "a");
        await a.StartAsync();
        var run = await a.Services.GetRequiredService<Hub>().StartAsync(Flows.Fragments.UntilOpen(gate), "hot");
        await using var client = new MemoryClusterStore(storage, StoreAccess.Client);
        await MemoryCluster.UntilAsync(async () => (await client.FindAsync("hot"))!.Owner == "a", "a runs it");
        using var b = Peer(storage, "b");
        await b.StartAsync();
        await MemoryCluster.UntilAsync(() => Task.FromResult(a.Services.GetRequiredService<Hub>().Runs.Claims.Members.Count == 2), "a knows b");
        Assert.All(await client.HubsAsync(), h => Assert.NotEqual("", h.Hub.Address));

        await a.StopAsync();
        Assert.Equal("b", (await client.FindAsync("hot"))!.Owner);
        Gates.Open(gate);
        Assert.Equal(1, await b.Services.GetRequiredService<Hub>().Find<long>("hot").Result);
        Assert.NotNull(run);
        await b.StopAsync();
    }

    [Theory]
    [InlineData("none")]
    [InlineData("two")]
    [InlineData("lease")]
    [InlineData("client")]
    [InlineData("label")]
    public async Task What_cannot_be_is_said_at_the_start(string what)
    {
        using var host = Host(o => _ = what switch
        {
            "none" => o,
            "two" => o.UseStore(new MemoryRunStore()).UseSqlite("x"),
            "lease" => o.UseStore(new MemoryRunStore()).Lease(TimeSpan.FromMilliseconds(1)),
            "client" => o.UseStore(new MemoryRunStore()).Hub(h => h with { Access = StoreAccess.Client }),
            _ => o.UseStore(new MemoryRunStore()).Label(" "),
        });
        await Assert.ThrowsAsync<WeaveSetupException>(() => host.StartAsync());
        await Assert.ThrowsAsync<WeaveSetupException>(() => host.Services.GetRequiredService<HubSource>().ReadyAsync());
    }

    static IHost Peer(MemoryStorage storage, string name) => Host(o => o
        .UseStore((_, _) => Task.FromResult<IRunStore>(new MemoryClusterStore(storage)))
        .Name(name)
        .Lease(TimeSpan.FromSeconds(2))
        .ListenOn(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0))
        .Peers(p => p with { LoopbackWithoutTls = true }));

    static IHost Host(Action<WeaveOptions> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddWeave(configure);
        return builder.Build();
    }
}

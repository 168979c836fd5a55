using Weave.Cluster.Tests.Membership;
using Weave.Cluster.Tests.Postgres;
using Weave.Postgres;
using Weave.Storage;

namespace Weave.Cluster.Tests.Daemon;

public class DaemonTests
{
    [PostgresFact]
    public async Task The_daemon_runs_what_its_modules_can_until_it_is_drained_or_told_to_end()
    {
        await using var schema = new TestSchema();
        var name = "daemon_" + Guid.NewGuid().ToString("N")[..8];
        await schema.ExecuteAsync($"CREATE DATABASE {name}");
        var database = (await TestServer.GetAsync()).ConnectionString + $";Database={name};Pooling=false";
        await using var store = await PostgresStore.OpenAsync(database, new PostgresStoreOptions { Access = StoreAccess.Client });
        await using var client = await Hub.OpenAsync(store);
        using var a = Start(database, "a");
        await a.UntilSaidAsync("listens on 127.0.0.1:");
        Assert.Equal(6, await (await client.StartAsync(Flows.Fragments.Rounds(3, 1))).Result);
        var run = await client.StartAsync(Flows.Fragments.Rounds(1_000_000, 20), "long");
        await MemoryCluster.UntilAsync(async () => (await store.FindAsync("long"))!.Owner == "a", "a runs it");

        using var b = Start(database, "b");
        await b.UntilSaidAsync("listens on 127.0.0.1:");
        await a.UntilSaidAsync("'b' is a member");
        Assert.True(await store.DrainAsync("a"));
        Assert.Equal(0, await a.ExitAsync());
        await MemoryCluster.UntilAsync(async () => (await store.FindAsync("long"))!.Owner == "b", "b runs it");
        await run.TerminateAsync();
        await Assert.ThrowsAsync<RunTerminatedException>(() => run.Result);
        b.Signal("TERM");
        Assert.Equal(0, await b.ExitAsync());
        Assert.Empty(await store.HubsAsync());
    }

    [Fact]
    public async Task Without_a_database_it_says_so_and_gives_up()
    {
        using var daemon = HubProcess.Start(Assembly, ["--postgres", "Host=127.0.0.1;Port=1;Timeout=1", "--wait", "1"]);
        Assert.Equal(3, await daemon.ExitAsync());
        Assert.Contains("127.0.0.1", await daemon.ErrorsAsync(), StringComparison.Ordinal);
        Assert.False(daemon.Said("   at ")); // one sentence, and no stack
    }

    [Theory]
    [InlineData("--listen", "nowhere")]
    [InlineData("--listen", "127.0.0.1:0")]
    [InlineData("--certs", "folder")]
    [InlineData("--lease", "0")]
    public async Task What_cannot_be_is_refused(string option, string value)
    {
        using var daemon = HubProcess.Start(Assembly, ["--postgres", "Host=127.0.0.1;Port=1", option, value]);
        Assert.Equal(2, await daemon.ExitAsync());
    }

    static string Assembly => typeof(Weave.Hosting.HubSource).Assembly.Location;

    static HubProcess Start(string database, string id) => HubProcess.Start(
        Assembly, ["--postgres", database, "--listen", "127.0.0.1:0", "--insecure-loopback", "--id", id, "--lease", "2", "--module", typeof(DaemonTests).Assembly.Location]);
}

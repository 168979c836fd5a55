namespace Weave.Cluster.Tests.Membership;

public class PressureTests
{
    [Fact]
    public async Task Short_of_memory_a_hub_saves_its_strands_and_takes_nothing()
    {
        var file = Path.GetTempFileName();
        Write(file, "0.00");
        await using var cluster = new MemoryCluster();
        var gate = Guid.NewGuid().ToString();
        var hub = await cluster.OpenAsync("a", o => o with
        {
            CheckpointInterval = Timeout.InfiniteTimeSpan,
            Pressure = new PressureOptions { Files = [file, "/no/such/file"], Period = TimeSpan.FromMilliseconds(10) },
        });
        var run = await hub.StartAsync(Flows.Fragments.UntilOpen(gate), "hot");
        await MemoryCluster.UntilAsync(() => Task.FromResult(hub.Load.Running == 1), "it computes");
        Assert.Equal(0, run.Status.Checkpoints);

        Write(file, "43.21");
        await MemoryCluster.UntilAsync(() => Task.FromResult(run.Status.Checkpoints == 1), "it is saved");
        var late = await hub.StartAsync(Flows.Fragments.Rounds(3, 1), "late");
        await MemoryCluster.UntilAsync(() => Task.FromResult(cluster.Events.Any(e => e.Kind == HubEventKind.AtRisk)), "it says so");
        Assert.Null(await cluster.OwnerOfAsync("late"));

        Write(file, "0.50");
        Assert.Equal(6, await late.Result);
        Gates.Open(gate);
        Assert.Equal(1, await run.Result);
        File.Delete(file);
    }

    static void Write(string file, string average)
    {
        var next = file + ".next";
        File.WriteAllText(next, $"some avg10={average} avg60=0.00 avg300=0.00 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        File.Move(next, file, overwrite: true);
    }
}

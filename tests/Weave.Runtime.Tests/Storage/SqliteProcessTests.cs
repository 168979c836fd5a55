using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Runtime.Tests.Storage;

/// <summary>The store with real processes, and SIGKILL.</summary>
public sealed class SqliteProcessTests : IDisposable
{
    readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_killed_process_loses_nothing_acknowledged_and_leaves_no_half_batch()
    {
        var time = new ManualTime();
        var points = CrashAt.Never();
        IReadOnlyList<string> states;
        await using (var reference = await SqliteRunStore.OpenAsync(folder["reference.db"], StoreAccess.Owner, new() { Time = time }))
            states = await StoreScript.StatesAsync(reference);
        await using (var counted = await SqliteRunStore.OpenAsync(folder["counted.db"], StoreAccess.Owner, new() { Time = time }, points))
            await StoreScript.RunAsync(counted, _ => { }, _ => { });

        // All points are visited in one process by the conformance suite; here each kind of point dies once for real, at its middle visit.
        var visits = points.Reached.Select((name, i) => (name, n: i + 1)).GroupBy(p => p.name).Select(g => g.ElementAt(g.Count() / 2)).ToList();
        Assert.True(visits.Count > 15, string.Join(' ', visits));
        await Parallel.ForEachAsync(visits, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (visit, _) =>
        {
            var path = folder[$"crash-{visit.n}.db"];
            using var child = ChildProcess.Start("store-script", path, visit.n.ToString());
            var lines = await child.ReadToEndAsync();
            Assert.Equal(137, child.ExitCode); // 128 + SIGKILL
            await using var again = await SqliteRunStore.OpenAsync(path, StoreAccess.Owner, new() { Time = time });
            await StoreScript.CheckAsync(again, states, Count(lines, "acknowledged"), Count(lines, "issued"), $"visit {visit.n}, {visit.name}");
        });
    }

    [Fact]
    public async Task The_owner_lock_works_across_processes_and_dies_with_the_process()
    {
        using var owner = ChildProcess.Start("store-own", folder.Store);
        Assert.Equal("owned 1", await owner.ReadLineAsync());
        await Assert.ThrowsAsync<StoreInUseException>(async () => await SqliteRunStore.OpenAsync(folder.Store));
        await using (var client = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client))
            Assert.Equal("child", (await client.FindAsync("a"))!.Owner);
        owner.Kill();
        await using var next = await SqliteRunStore.OpenAsync(folder.Store);
        Assert.Null((await next.FindAsync("a"))!.Owner);
        Assert.Equal(new RunClaim("a", 2, 2), await next.ClaimAsync("a", "next", Lease));
    }

    [Fact]
    public async Task Clients_in_other_processes_wake_the_owner()
    {
        using var owner = ChildProcess.Start("store-own", folder.Store);
        Assert.Equal("owned 1", await owner.ReadLineAsync());
        await using var client = await SqliteRunStore.OpenAsync(folder.Store, StoreAccess.Client);
        await client.AppendAsync(Event("a", "1"));
        Assert.Equal("took 1", await owner.ReadLineAsync());
        using (var third = ChildProcess.Start("store-append", folder.Store, "a", "2"))
        {
            await third.ReadToEndAsync();
            Assert.Equal(0, third.ExitCode);
        }

        Assert.Equal("took 2", await owner.ReadLineAsync());
        for (var seen = 0L; (await client.Contents("a"))[0].Split(':')[^1] != "2";)
            seen = await client.ChangedAsync(seen);
        await client.AppendAsync(Event("a", "2"));
        await client.AppendAsync(Event("a", "3"));
        Assert.Equal("took 3", await owner.ReadLineAsync());
    }

    static int Count(IReadOnlyList<string> lines, string word) => lines.Where(l => l.StartsWith(word, StringComparison.Ordinal)).Select(l => int.Parse(l.Split(' ')[1])).LastOrDefault();
}

using Weave.Postgres;
using Weave.Runtime.Tests.Storage;
using Weave.Storage;
using static Weave.Runtime.Tests.Storage.Make;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A store in use while its server, or the way to it, fails.</summary>
static class Endurance
{
    const int Writers = 16;

    /// <summary>Many write, each commit on the one before it, while something goes wrong again and again; then everything is there once.</summary>
    public static async Task SurvivesAsync(string connection, int faults, Func<Task> fault)
    {
        await using var store = await PostgresStore.OpenAsync(connection, new() { RetryFor = TimeSpan.FromMinutes(2) });
        await store.CreateAsync(Run("ledger"));
        using var stop = new CancellationTokenSource();
        long acknowledged = 0;
        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            Assert.True((await store.CreateAsync(Run("run " + w))).Created);
            Assert.Equal(new RunClaim("run " + w, 1, 1), await store.ClaimAsync("run " + w, "hub", Timeout.InfiniteTimeSpan));
            long n = 0;
            while (!stop.IsCancellationRequested)
            {
                n++;
                var commit = store.CommitAsync(new() { Run = "run " + w, Epoch = 1, Checkpoints = [Delta(n, n - 1, $"{w}/{n}")], Outgoing = [Event("ledger", $"{w}/{n}")] }).AsTask();
                var message = store.AppendAsync(Event("run " + w, $"m{n}")).AsTask();
                var take = store.CommitAsync(new() { Run = "run " + w, Epoch = 1, Consumed = [$"m{n}"], Needs = [$"n{n}"] }).AsTask();
                Assert.Equal(CommitResult.Committed, await commit);
                await message;
                Assert.Equal(CommitResult.Committed, await take);
                Interlocked.Increment(ref acknowledged);
            }

            return n;
        })).ToList();

        for (var i = 0; i < faults; i++)
        {
            for (var before = Interlocked.Read(ref acknowledged); Interlocked.Read(ref acknowledged) < before + Writers * 2 && !writers.Exists(w => w.IsFaulted);)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            await fault();
        }

        await stop.CancelAsync();
        var counts = await Task.WhenAll(writers);
        Assert.Equal(counts.Sum(), (await store.InboxAsync("ledger")).Count);
        for (var w = 0; w < Writers; w++)
        {
            var run = await store.LoadAsync("run " + w);
            Assert.Equal(Enumerable.Range(0, (int)counts[w] + 1).Select(n => (long)n), run.Checkpoints.Select(c => c.Sequence));
            Assert.Empty(run.Inbox);
            Assert.Equal([$"n{counts[w]}"], run.Record.Needs);
        }
    }
}

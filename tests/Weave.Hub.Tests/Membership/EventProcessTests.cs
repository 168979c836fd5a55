using Weave.Cluster.Tests.Postgres;

namespace Weave.Cluster.Tests.Membership;

/// <summary>The process that has a run is killed when something was raised for the run: the next one takes each event, once.</summary>
public class EventProcessTests
{
    const int Runs = 8;

    /// <summary>It stands still before anything is raised, and is killed then: it can have taken nothing.</summary>
    [PostgresFact]
    public async Task What_was_raised_and_not_taken_is_delivered_once()
    {
        await using var two = await TwoProcesses.StartAsync();
        var runs = await StartAsync(two, 2);
        two.A.Signal("STOP");
        foreach (var run in runs)
            await RaiseAsync(run, 1);
        two.A.Kill();
        await two.B.UntilSaidAsync("PeerGone a");
        foreach (var run in runs)
            await RaiseAsync(run, 1, 2);

        Assert.All(await ResultsAsync(runs), result => Assert.Equal(12, result));
    }

    /// <summary>It is killed while runs take one event after the other: some have taken what they had not committed.</summary>
    [PostgresFact]
    public async Task What_is_taken_when_the_process_dies_is_delivered_once()
    {
        await using var two = await TwoProcesses.StartAsync();
        const int Last = 100;
        var runs = await StartAsync(two, Last);
        for (var news = 1; news <= Last; news++)
        {
            await Task.WhenAll(runs.Select(run => RaiseAsync(run, news)));
            if (news == Last / 4)
                two.A.Kill();
        }

        var expected = Enumerable.Range(1, Last).Aggregate(0L, Flows.Mix);
        Assert.All(await ResultsAsync(runs), result => Assert.Equal(expected, result));
    }

    /// <summary>Starts runs that wait for so many events, some of them at a.</summary>
    static async Task<List<RunHandle<long>>> StartAsync(TwoProcesses two, int events)
    {
        var runs = new List<RunHandle<long>>();
        for (var i = 0; i < Runs; i++)
            runs.Add(await two.Client.StartAsync(Flows.Fragments.Listen(events), $"run-{i}"));
        await two.UntilOwnedAsync("a");
        return runs;
    }

    /// <summary>Who does not know whether a call has arrived makes it again.</summary>
    static async Task RaiseAsync(RunHandle run, params int[] values)
    {
        foreach (var value in values)
        {
            for (var again = 0; again < 2; again++)
                await run.RaiseAsync("news", value, $"news {value}");
        }
    }

    static Task<long[]> ResultsAsync(List<RunHandle<long>> runs) => Task.WhenAll(runs.Select(r => r.Result)).WaitAsync(TimeSpan.FromMinutes(2));
}

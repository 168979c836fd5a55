using System.Collections.Concurrent;

namespace Weave.Cluster.Tests.Simulation;

/// <summary>Runs many schedules, a thread for each core.</summary>
static class Simulator
{
    /// <summary>Runs the schedules of this many seeds from the first on; each failure is told as it is found.</summary>
    public static IReadOnlyList<ScheduleReport> Run(int first, int count, Action<ScheduleReport>? done = null, Action<string>? trace = null, Story story = Story.Chance)
    {
        var reports = new ConcurrentBag<ScheduleReport>();
        var next = first - 1;
        var threads = Enumerable.Range(0, Math.Min(count, Environment.ProcessorCount)).Select(_ => new Thread(() =>
        {
            for (int seed; (seed = Interlocked.Increment(ref next)) < first + count;)
            {
                var report = Schedule.Run(seed, trace, story);
                reports.Add(report);
                done?.Invoke(report);
            }
        }, 16 << 20)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return [.. reports.OrderBy(r => r.Seed)];
    }
}

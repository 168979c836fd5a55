using System.Diagnostics;
using Weave.Cluster.Tests.Faults;

namespace Weave.Cluster.Tests.Simulation;

/// <summary><c>simulate --schedules N --seed S [--trace]</c>: runs N schedules from seed S on, says how fast, and which failed.</summary>
static class SimulateCommand
{
    /// <summary><c>faults [--story S]</c>: each call of a story goes wrong in each way. <c>faults --story S --call N --kind K</c> shows one.</summary>
    public static int Faults(string[] arguments)
    {
        var story = Enum.Parse<Story>(Text(arguments, "--story") ?? "Work");
        if (Text(arguments, "--call") is { } call)
        {
            Schedule.Run(7, Console.WriteLine, story, new FaultPlan(int.Parse(call), Enum.Parse<FaultKind>(Text(arguments, "--kind") ?? "FailsBefore")));
            return 0;
        }

        var (calls, failures) = Tests.Faults.Faults.EveryCall(plan => Schedule.Run(7, null, story, plan).Failures);
        foreach (var failure in failures)
            Console.WriteLine(failure);
        Console.WriteLine($"faults: story={story} calls={calls} failed={failures.Count}");
        return failures.Count == 0 ? 0 : 1;
    }

    public static int Run(string[] arguments)
    {
        var seed = Number("--seed", 1);
        var count = Number("--schedules", 1000);
        var watch = Stopwatch.StartNew();
        var failed = 0;
        var events = 0L;
        var counts = new SortedDictionary<string, int>();
        Simulator.Run(seed, count, report =>
        {
            Interlocked.Add(ref events, report.Events);
            lock (counts)
            {
                foreach (var (what, times) in report.Counts)
                    counts[what] = counts.GetValueOrDefault(what) + times;
            }

            if (report.Failures.Count == 0)
                return;
            Interlocked.Increment(ref failed);
            Console.WriteLine($"seed {report.Seed}: {string.Join("\n  ", report.Failures)}");
        }, arguments.Contains("--trace") ? Console.WriteLine : null, Enum.Parse<Story>(Text(arguments, "--story") ?? "Chance"));
        Console.WriteLine($"simulate: schedules={count} failed={failed} events={events} {string.Concat(counts.Select(static c => $"{c.Key}={c.Value} "))}seconds={watch.Elapsed.TotalSeconds:0.0} per-minute={count / watch.Elapsed.TotalMinutes:0}");
        return failed == 0 ? 0 : 1;

        int Number(string name, int otherwise) => Text(arguments, name) is { } text ? int.Parse(text) : otherwise;
    }

    static string? Text(string[] arguments, string name) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : null;
}

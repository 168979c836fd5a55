using System.Diagnostics;

namespace Weave.Cluster.Tests.Simulation;

/// <summary><c>simulate --schedules N --seed S [--trace]</c>: runs N schedules from seed S on, says how fast, and which failed.</summary>
static class SimulateCommand
{
    public static int Run(string[] arguments)
    {
        var seed = Number("--seed", 1);
        var count = Number("--schedules", 1000);
        var watch = Stopwatch.StartNew();
        var failed = 0;
        var events = 0L;
        Simulator.Run(seed, count, report =>
        {
            Interlocked.Add(ref events, report.Events);
            if (report.Failures.Count == 0)
                return;
            Interlocked.Increment(ref failed);
            Console.WriteLine($"seed {report.Seed}: {string.Join("\n  ", report.Failures)}");
        }, arguments.Contains("--trace") ? Console.WriteLine : null);
        Console.WriteLine($"simulate: schedules={count} failed={failed} events={events} seconds={watch.Elapsed.TotalSeconds:0.0} per-minute={count / watch.Elapsed.TotalMinutes:0}");
        return failed == 0 ? 0 : 1;

        int Number(string name, int otherwise) => Array.IndexOf(arguments, name) is >= 0 and var at ? int.Parse(arguments[at + 1]) : otherwise;
    }
}

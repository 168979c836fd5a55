namespace Weave.Cluster.Tests;

/// <summary>The test assembly run as a program: tests that need processes of their own, to kill them, start this one with the name of a mode.</summary>
static class Program
{
    static Task<int> Main(string[] arguments) => arguments switch
    {
        ["simulate", .. var rest] => Task.FromResult(Simulation.SimulateCommand.Run(rest)),
        ["postgres-measure", .. var rest] => Postgres.PostgresMeasure.RunAsync(rest is [var seconds] ? double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 3),
        _ => Task.FromResult(2),
    };
}

namespace Weave.Cluster.Tests;

/// <summary>The test assembly run as a program: tests that need processes of their own, to kill them, start this one with the name of a mode.</summary>
static class Program
{
    static Task<int> Main(string[] arguments) => arguments switch
    {
        ["simulate", .. var rest] => Task.FromResult(Simulation.SimulateCommand.Run(rest)),
        ["hub", var database, var schema, var id] => Membership.HubProcess.RunAsync(database, schema, id),
        ["chaos", .. var rest] => Chaos.ChaosCommand.RunAsync(rest),
        ["chaos-hub", var id, var store, var ledger, var listen, var certificates, var ways] => Chaos.ChaosHub.RunAsync(id, store, ledger, listen, certificates, ways),
        ["postgres-measure", .. var rest] => Postgres.PostgresMeasure.RunAsync(rest is [var seconds] ? double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 3),
        ["pauses", var kind, var moves] => Moving.MovePauses.RunAsync(kind, int.Parse(moves, System.Globalization.CultureInfo.InvariantCulture)),
        ["faults", .. var rest] => Task.FromResult(Simulation.SimulateCommand.Faults(rest)),
        _ => Task.FromResult(2),
    };
}

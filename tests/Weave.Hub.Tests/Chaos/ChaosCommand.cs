using System.Globalization;
using Weave.Postgres;

namespace Weave.Cluster.Tests.Chaos;

/// <summary><c>chaos [--minutes M] [--seed S] [--namespaces]</c>: a campaign against real processes and a real PostgreSQL, what was done to whom, and what came of it.</summary>
static class ChaosCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (PostgresServer.FindPrograms() is null)
        {
            Console.WriteLine("chaos: PostgreSQL is not installed (Debian: apt-get install postgresql).");
            return 2;
        }

        var namespaces = arguments.Contains("--namespaces");
        if (namespaces && !await Namespaces.ArePermittedAsync())
        {
            Console.WriteLine("chaos: network namespaces may not be made here (they need root, and Debian's iproute2).");
            return 2;
        }

        var seed = (int)Number("--seed", 1);
        Console.WriteLine($"chaos: seed={seed}");
        var report = await Campaign.RunAsync(seed, TimeSpan.FromMinutes(Number("--minutes", 2)), Console.WriteLine, namespaces);
        foreach (var failure in report.Failures)
            Console.WriteLine(failure);
        Console.WriteLine($"{report.AskedAgain} effects were asked for again, under their keys");
        Console.WriteLine(report);
        return report.Failures.Count == 0 ? 0 : 1;

        double Number(string name, double otherwise) =>
            Array.IndexOf(arguments, name) is >= 0 and var at ? double.Parse(arguments[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}

using System.Collections.Concurrent;

namespace Weave.Cluster.Tests.Faults;

/// <summary>Visits every call of a scenario with every kind of fault.</summary>
static class Faults
{
    /// <summary>Lets the n-th call of a scenario go wrong, in each way, with n growing until the scenario passes untouched.</summary>
    /// <param name="scenario">Runs it under the plan; what went wrong.</param>
    /// <returns>How many calls were visited, and each failure with its n and kind.</returns>
    public static (int Calls, IReadOnlyList<string> Failures) EveryCall(Func<FaultPlan, IReadOnlyList<string>> scenario)
    {
        var failures = new ConcurrentBag<string>();
        var (next, visited, untouched) = (0, 0, int.MaxValue);
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Visit, 16 << 20)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return (visited, [.. failures.Order()]);

        void Visit()
        {
            for (int n; (n = Interlocked.Increment(ref next)) < Volatile.Read(ref untouched);)
            {
                var reached = false;
                foreach (var kind in Enum.GetValues<FaultKind>())
                {
                    var plan = new FaultPlan(n, kind);
                    var failed = scenario(plan);
                    reached |= plan.Calls >= n;
                    if (failed.Count > 0)
                        failures.Add($"call {n} ({plan.Struck}) {kind}: {string.Join("; ", failed)}");
                }

                if (reached)
                    Interlocked.Increment(ref visited);
                else
                    Volatile.Write(ref untouched, n);
            }
        }
    }

    /// <summary>The calls that scenarios make while nothing goes wrong.</summary>
    public static IReadOnlySet<string> Met(IEnumerable<Func<FaultPlan, IReadOnlyList<string>>> scenarios)
    {
        var met = new HashSet<string>();
        var thread = new Thread(Run, 16 << 20); // a simulation is a thread, and takes no context along
        thread.Start();
        thread.Join();
        return met;

        void Run()
        {
            foreach (var scenario in scenarios)
            {
                var plan = new FaultPlan(int.MaxValue, FaultKind.FailsBefore);
                scenario(plan);
                met.UnionWith(plan.Met);
            }
        }
    }
}

using System.Collections.Concurrent;

namespace Weave.Cluster.Tests.Membership;

/// <summary>Doors that code in runs looks at, by name.</summary>
static class Gates
{
    static readonly ConcurrentDictionary<string, bool> open = new(StringComparer.Ordinal);

    public static bool IsOpen(string gate) => open.ContainsKey(gate);

    public static void Open(string gate) => open[gate] = true;
}

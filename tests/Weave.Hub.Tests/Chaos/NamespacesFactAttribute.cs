using Weave.Postgres;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>A test that needs a PostgreSQL server and network namespaces; skipped where there is none, or they may not be made.</summary>
public sealed class NamespacesFactAttribute : FactAttribute
{
    static readonly Lazy<bool> permitted = new(static () => Namespaces.ArePermittedAsync().GetAwaiter().GetResult());

    public NamespacesFactAttribute()
    {
        if (PostgresServer.FindPrograms() is null || !permitted.Value)
            Skip = "PostgreSQL is not installed, or network namespaces may not be made (they need root, and Debian's iproute2).";
    }
}

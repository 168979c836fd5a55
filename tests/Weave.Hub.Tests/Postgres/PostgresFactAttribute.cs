using Weave.Postgres;

namespace Weave.Cluster.Tests.Postgres;

/// <summary>A test that needs a PostgreSQL server; skipped where none is installed.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.FindPrograms() is null)
            Skip = "PostgreSQL is not installed (Debian: apt-get install postgresql).";
    }
}

namespace Weave.Postgres;

/// <summary>How a <see cref="PostgresServer"/> runs.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>A port of the loopback interface to listen on beside the Unix socket; 0 for none.</summary>
    public int Port { get; init; }

    /// <summary>Settings of PostgreSQL, each <c>name=value</c>: <c>fsync=off</c> for tests, say.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

using System.Net;

namespace Weave.Daemon;

/// <summary>What the daemon was told.</summary>
sealed record DaemonSettings
{
    public required string Postgres { get; init; }

    public IPEndPoint? Listen { get; init; }

    public string? Advertise { get; init; }

    public string? Id { get; init; }

    public string? Certificates { get; init; }

    public string? Sockets { get; init; }

    public bool InsecureLoopback { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Data { get; init; } = [];

    public IReadOnlyList<string> Modules { get; init; } = [];

    public TimeSpan Lease { get; init; }

    public TimeSpan Wait { get; init; }

    public int Workers { get; init; }
}

using System.Diagnostics;
using System.Net;

namespace Weave.Cluster.Tests.Chaos;

/// <summary>Over which the hubs of a campaign reach each other, the store and the ledger, as long as it lets them.</summary>
interface INetwork : IAsyncDisposable
{
    /// <summary>What PostgreSQL is told so that it is reached over it.</summary>
    IReadOnlyList<string> Settings { get; }

    /// <summary>Whether what is under way when hubs are parted may get lost with its connections; else all of it arrives afterwards.</summary>
    bool LosesConnections { get; }

    /// <summary>The folder of the hubs' certificates; null where they do without TLS.</summary>
    string? Certificates { get; }

    /// <summary>Where a hub listens, in all its lives.</summary>
    IPEndPoint Listen(string hub);

    /// <summary>Where a hub has to go to reach the others, as an argument of its process: <c>b=host:port,c=host:port</c>; a dash where that is where they listen.</summary>
    string WaysFrom(string hub);

    /// <summary>Where a hub reaches the store.</summary>
    IPEndPoint Store(string hub);

    /// <summary>Where a hub reaches the ledger, however it is cut off from the store: steps go on having effects.</summary>
    IPEndPoint Ledger(string hub);

    /// <summary>How a program is started that is on this network.</summary>
    ProcessStartInfo Command(string hub, params IEnumerable<string> arguments);

    /// <summary>A hub does not reach the store.</summary>
    Task CutAsync(string hub, TimeSpan down, bool forGood);

    /// <summary>Two hubs do not reach each other.</summary>
    Task PartAsync(string one, string other, TimeSpan down, bool forGood);
}

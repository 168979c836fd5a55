namespace Weave.Storage;

/// <summary>What a hub announces of itself when it joins.</summary>
/// <param name="Id">Names it in claims: one process at a time.</param>
/// <param name="Address">Where other hubs reach it: <c>host:port</c>; empty when they cannot.</param>
public sealed record HubInfo(string Id, string Address)
{
    /// <summary>What runs may need of it, ordered by characters: <c>cpu:avx2</c>, <c>gpu</c>, <c>label:NAME</c>, <c>data:NAME</c> for a data resource that is near.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>Cores it runs on.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>Bytes of memory it may use.</summary>
    public long Memory { get; init; }

    /// <summary>Names the machine it runs on: hubs of one machine talk over <see cref="Socket"/>.</summary>
    public string Host { get; init; } = "";

    /// <summary>Path of its Unix socket, or empty.</summary>
    public string Socket { get; init; } = "";

    /// <summary>The newest version of the hubs' protocol that it speaks, and the oldest.</summary>
    public (int Newest, int Oldest) Protocol { get; init; } = (1, 1);
}

namespace Weave.Storage;

/// <summary>How busy a hub is.</summary>
/// <param name="Runs">Runs it has claimed.</param>
/// <param name="Running">Of these, runs that compute or wait for a worker now.</param>
public readonly record struct HubLoad(int Runs, int Running)
{
    /// <summary>Bytes of memory its process uses.</summary>
    public long Memory { get; init; }
}

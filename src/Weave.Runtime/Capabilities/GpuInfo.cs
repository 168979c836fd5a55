namespace Weave.Cluster;

/// <summary>A graphics processor.</summary>
/// <param name="Name">Its product name.</param>
/// <param name="Memory">Its memory in bytes.</param>
public sealed record GpuInfo(string Name, long Memory);

namespace Cluster;

/// <summary>A run on a hub, from one moment to another.</summary>
sealed record Stretch(string Run, string Hub, long Epoch, TimeSpan From)
{
    public TimeSpan To { get; set; } = From;
}

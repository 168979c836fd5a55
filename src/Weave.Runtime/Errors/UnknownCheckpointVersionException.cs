namespace Weave;

/// <summary>A checkpoint was written by a version of Weave that this one does not know.</summary>
public sealed class UnknownCheckpointVersionException : WeaveException
{
    const string WayOut = "Open the store with the version of Weave that wrote it, or a newer one.";

    /// <param name="version">The version found.</param>
    /// <param name="run">The run, when known.</param>
    public UnknownCheckpointVersionException(int version, string? run = null)
        : base($"The checkpoint has format version {version}; this build reads version 1.", WayOut, run) =>
        Version = version;

    /// <param name="version">The version found.</param>
    /// <param name="feature">What this build cannot read, for example <c>compressed with 'zstd'</c>.</param>
    /// <param name="run">The run, when known.</param>
    public UnknownCheckpointVersionException(int version, string feature, string? run)
        : base($"The checkpoint is {feature}, which this build cannot read.", WayOut, run) =>
        Version = version;

    /// <summary>The version found.</summary>
    public int Version { get; }
}

namespace Weave.Daemon;

/// <summary>How the daemon ends.</summary>
static class DaemonExit
{
    /// <summary>It was stopped or drained, and has given back what it had.</summary>
    public const int Done = 0;

    /// <summary>It failed, and has said how.</summary>
    public const int Failed = 1;

    /// <summary>It was told what cannot be.</summary>
    public const int Usage = 2;

    /// <summary>There was no store for as long as it was to wait.</summary>
    public const int NoStore = 3;
}

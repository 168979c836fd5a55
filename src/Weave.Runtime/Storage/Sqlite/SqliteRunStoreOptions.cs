namespace Weave.Storage;

/// <summary>How a <see cref="SqliteRunStore"/> works.</summary>
public sealed record SqliteRunStoreOptions
{
    /// <summary>The clock of the store: leases, times of records, and the polling for changes by other processes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often the file is looked at for changes by other processes while somebody waits for one.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a write waits for another process that is writing before it fails.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>True to refuse a path where no store is, instead of creating one.</summary>
    public bool MustExist { get; init; }
}

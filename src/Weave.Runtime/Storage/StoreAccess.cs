namespace Weave.Storage;

/// <summary>How a process opened a store.</summary>
public enum StoreAccess
{
    /// <summary>Claims and commits runs; one process at a time for an embedded store.</summary>
    Owner,

    /// <summary>Creates runs, reads, and appends inbox messages; any number of processes, while an owner is at work or not.</summary>
    Client,
}

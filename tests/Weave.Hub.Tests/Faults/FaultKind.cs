namespace Weave.Cluster.Tests.Faults;

/// <summary>What befalls a call.</summary>
enum FaultKind
{
    /// <summary>It fails, and nothing was done.</summary>
    FailsBefore,

    /// <summary>It is done, and its answer is lost.</summary>
    FailsAfter,

    /// <summary>Nothing comes back, until the caller's patience ends; nothing was done.</summary>
    Hangs,

    /// <summary>It is made twice. A commit and a claim of what comes next are not: no store may do that.</summary>
    Doubled,

    /// <summary>It is made late, and what the same process writes after it, after it.</summary>
    Delayed,
}

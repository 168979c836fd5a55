namespace Weave.Cluster.Tests.Chaos;

/// <summary>What came of a campaign.</summary>
sealed record ChaosReport
{
    public int Runs { get; init; }

    public int Kills { get; init; }

    public int Pauses { get; init; }

    public int Cuts { get; init; }

    /// <summary>Pairs of hubs that did not reach each other for a while.</summary>
    public int Partitions { get; init; }

    /// <summary>Restarts of PostgreSQL.</summary>
    public int Restarts { get; init; }

    public int Moves { get; init; }

    /// <summary>Steps whose effect was asked for again: what the idempotency keys were good for.</summary>
    public int AskedAgain { get; init; }

    /// <summary>Runs that are not over, or lack an entry of the ledger.</summary>
    public int Lost { get; init; }

    /// <summary>Runs with more entries than steps, or more than one end.</summary>
    public int Doubled { get; init; }

    public bool Conserved { get; init; }

    /// <summary>Everything that is wrong, each in a line.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    public override string ToString() => $"chaos: runs={Runs} kills={Kills} pauses={Pauses} cuts={Cuts} partitions={Partitions} restarts={Restarts} moves={Moves} lost={Lost} doubled={Doubled} conserved={(Conserved ? "yes" : "no")}";
}

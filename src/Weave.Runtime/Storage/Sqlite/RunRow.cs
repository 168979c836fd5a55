namespace Weave.Storage;

/// <summary>A row of the runs table: the record, and what only the store needs.</summary>
/// <param name="Key">The number under which the other tables know the run.</param>
/// <param name="Record">The record; its owner is null when the owner of the file has changed since the claim.</param>
/// <param name="LeaseEnd">When the lease ends, by the store's clock.</param>
readonly record struct RunRow(long Key, RunRecord Record, DateTimeOffset LeaseEnd)
{
    const string ByRun = """
        SELECT run_key, function, arguments, state, epoch, attempts,
            CASE WHEN tenure = (SELECT value FROM meta WHERE name = 'tenure') THEN owner END,
            lease_end, created, updated, outcome, upgrade, module, started_by, trace
        FROM runs WHERE run = ?
        """;

    public static RunRow? Find(SqliteSession session, string run)
    {
        using var row = session.Use(ByRun).Bind(run);
        if (!row.Step())
            return null;
        var arguments = new BlobHash(row.Text(2));
        var state = (RunState)row.Int(3);
        if (!Enum.IsDefined(state))
            throw new InvalidDataException($"A run cannot be in state {state}.");
        var upgrade = (UpgradePolicy)row.Int(11);
        if (!Enum.IsDefined(upgrade))
            throw new InvalidDataException($"{upgrade} is no upgrade policy.");
        var record = new RunRecord
        {
            Run = run,
            Function = row.Text(1),
            Arguments = arguments,
            State = state,
            Epoch = row.Long(4),
            Attempts = row.Int(5),
            Owner = row.TextOrNull(6),
            Created = row.Time(8),
            Updated = row.Time(9),
            Outcome = row.Bytes(10),
            Upgrade = upgrade,
            Module = row.TextOrNull(12) is { } module ? new BlobHash(module) : null,
            StartedBy = row.TextOrNull(13) is { } first ? new BlobHash(first) : null,
            Trace = row.TextOrNull(14),
        };
        return new(row.Long(0), record, row.Time(7));
    }

    public static RunRow Get(SqliteSession session, string run) => Find(session, run) ?? throw new RunNotFoundException(run);

    public bool IsHeldBy(long epoch) => Record.Owner is not null && Record.Epoch == epoch && !Record.State.IsFinal();

    public bool CanBeClaimed(string hub, DateTimeOffset now) =>
        !Record.State.IsFinal() && (Record.Owner is null || Record.Owner == hub || LeaseEnd <= now);
}

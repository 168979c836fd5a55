namespace Weave.Storage;

/// <summary>The writes of a store other than commits. Each runs inside a transaction that the caller has begun.</summary>
static class RunWrites
{
    public static (RunRecord Record, bool Created) Create(OpenStore store, NewRun run)
    {
        var session = store.Session;
        if (RunRow.Find(session, run.Run) is { } existing)
            return (existing.Record, false);
        var now = session.Now;
        session.Use("""
            INSERT INTO runs(run, function, arguments, state, epoch, attempts, owner, tenure, lease_end, created, updated, outcome, upgrade, module, started_by, trace)
            VALUES(?, ?, ?, ?, 0, 0, NULL, 0, 0, ?, ?, x'', ?, ?, ?, ?)
            """)
            .Bind(run.Run).Bind(run.Function).Bind(run.Arguments.Hex).Bind((long)RunState.Ready).Bind(now.UtcTicks).Bind(now.UtcTicks)
            .Bind((long)run.Upgrade).Bind(run.Module?.Hex).Bind(run.Module?.Hex).Bind(run.Trace).Execute();
        session.Reach("create.run");
        if (run.Module is { } module)
            BlobWrites.Add(session, module);
        var created = RunRow.Get(session, run.Run);
        CommitWrites.Insert(session, created.Key, run.Checkpoint);
        return (created.Record, true);
    }

    public static RunClaim? Claim(OpenStore store, string run, string hub, TimeSpan lease)
    {
        var session = store.Session;
        var now = session.Now;
        var end = StoreRules.LeaseEnd(now, lease);
        var row = RunRow.Get(session, run);
        if (!row.CanBeClaimed(hub, now))
            return null;
        var claim = new RunClaim(run, row.Record.Epoch + 1, row.Record.Attempts + 1);
        session.Use("UPDATE runs SET epoch = ?, attempts = ?, owner = ?, tenure = ?, lease_end = ?, updated = ? WHERE run_key = ?")
            .Bind(claim.Epoch).Bind(claim.Attempts).Bind(hub).Bind(store.Tenure).Bind(end.UtcTicks).Bind(now.UtcTicks).Bind(row.Key).Execute();
        session.Reach("claim.row");
        return claim;
    }

    public static bool Renew(OpenStore store, string run, long epoch, TimeSpan lease)
    {
        var session = store.Session;
        var end = StoreRules.LeaseEnd(session.Now, lease);
        var row = RunRow.Get(session, run);
        if (!row.IsHeldBy(epoch))
            return false;
        session.Use("UPDATE runs SET lease_end = ? WHERE run_key = ?").Bind(end.UtcTicks).Bind(row.Key).Execute();
        return true;
    }

    public static bool Release(OpenStore store, string run, long epoch)
    {
        var session = store.Session;
        var row = RunRow.Get(session, run);
        if (!row.IsHeldBy(epoch))
            return false;
        session.Use("UPDATE runs SET owner = NULL, lease_end = 0, attempts = max(0, attempts - 1), updated = ? WHERE run_key = ?")
            .Bind(session.Now.UtcTicks).Bind(row.Key).Execute();
        return true;
    }

    public static void Append(OpenStore store, InboxMessage message)
    {
        var session = store.Session;
        var row = RunRow.Get(session, message.Run);
        if (row.Record.State.IsClosed() || IsConsumed(session, row.Key, message.Id))
            return;
        var before = session.Changes;
        session.Use("""
            INSERT INTO inbox(run_key, position, id, kind, strand, subject, payload)
            VALUES(?1, (SELECT coalesce(max(position), 0) + 1 FROM inbox WHERE run_key = ?1), ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT(run_key, id) DO NOTHING
            """)
            .Bind(row.Key).Bind(message.Id).Bind((long)message.Kind).Bind(message.Strand).Bind(message.Subject).Bind(message.Payload.Span).Execute();
        session.Reach("append.message");
        if (session.Changes != before && message.Kind == MessageKind.Resume && row.Record.State.IsResumable())
        {
            session.Use("UPDATE runs SET state = ?, attempts = 0, outcome = x'', updated = ? WHERE run_key = ?")
                .Bind((long)RunState.Ready).Bind(session.Now.UtcTicks).Bind(row.Key).Execute();
            session.Reach("append.resumed");
        }
    }

    public static int Intern(OpenStore store, string text)
    {
        var session = store.Session;
        session.Use("INSERT INTO symbols(text) VALUES(?) ON CONFLICT(text) DO NOTHING").Bind(text).Execute();
        session.Reach("intern.text");
        using var row = session.Use("SELECT number FROM symbols WHERE text = ?").Bind(text);
        row.Step();
        return row.Int(0);
    }

    static bool IsConsumed(SqliteSession session, long key, string id)
    {
        using var row = session.Use("SELECT 1 FROM consumed WHERE run_key = ? AND id = ?").Bind(key).Bind(id);
        return row.Step();
    }
}

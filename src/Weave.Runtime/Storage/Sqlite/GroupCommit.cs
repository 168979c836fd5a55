namespace Weave.Storage;

/// <summary>
/// Commits many writes with one transaction, so with one fsync. Each write has a savepoint of its own: one that fails takes nothing with it. If the
/// transaction as a whole fails, its writes are tried again one by one,
/// which is safe because none of them has been acknowledged.
/// </summary>
sealed class GroupCommit(OpenStore store, ChangeSignal changes)
{
    const int LargestGroup = 1024;

    readonly SqliteSession session = store.Session;
    readonly List<string> brokenHere = [];

    /// <summary>Carries out everything taken from the queue: writes in their order, then reads, which so see all of them.</summary>
    public void Carry(List<StoreOperation> taken)
    {
        var before = session.Changes;
        foreach (var group in taken.Where(o => o.Writes).Chunk(LargestGroup))
            Commit(group);
        if (session.Changes != before)
            changes.Advance();
        foreach (var read in taken.Where(o => !o.Writes))
            Answer(read);
    }

    void Commit(StoreOperation[] group)
    {
        try
        {
            session.Begin();
        }
        catch (Exception e) when (e is not StoreCrashException && !SqliteErrors.IsFatal(e))
        {
            foreach (var operation in group)
                Fail(operation, e);
            return;
        }

        var failures = new Exception?[group.Length];
        brokenHere.Clear();
        try
        {
            session.Reach("group.begun");
            for (var i = 0; i < group.Length; i++)
                failures[i] = Perform(group[i]);
            session.Reach("group.written");
            session.Commit();
        }
        catch (Exception e) when (e is not StoreCrashException && !SqliteErrors.IsFatal(e))
        {
            session.Rollback();
            brokenHere.ForEach(store.Broken.Forget);
            if (group.Length == 1)
                Fail(group[0], e);
            else
                Array.ForEach(group, o => Commit([o]));
            return;
        }

        session.Reach("group.durable");
        for (var i = 0; i < group.Length; i++)
        {
            if (failures[i] is { } failure)
                Fail(group[i], failure);
            else
                group[i].Acknowledge();
        }

        session.Reach("group.acknowledged");
    }

    Exception? Perform(StoreOperation operation)
    {
        session.Savepoint();
        try
        {
            operation.Perform(store);
            session.KeepSavepoint();
            return null;
        }
        catch (Exception e) when (e is not StoreCrashException && !SqliteErrors.IsFatal(e) && session.InTransaction)
        {
            session.UndoSavepoint();
            if (operation.Epoch is { } epoch && store.Broken.Break(operation.Run!, epoch, e))
                brokenHere.Add(operation.Run!);
            return e;
        }
    }

    void Answer(StoreOperation read)
    {
        try
        {
            session.BeginRead();
            try
            {
                read.Perform(store);
            }
            finally
            {
                session.Rollback();
            }

            read.Acknowledge();
        }
        catch (Exception e) when (e is not StoreCrashException)
        {
            read.Fail(SqliteErrors.Translate(session.Path, read.Run, e));
        }
    }

    void Fail(StoreOperation operation, Exception error)
    {
        var translated = SqliteErrors.Translate(session.Path, operation.Run, error);
        if (operation.Epoch is { } epoch)
            store.Broken.Break(operation.Run!, epoch, translated);
        operation.Fail(translated);
    }
}

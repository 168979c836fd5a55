using Npgsql;

namespace Weave.Postgres;

/// <summary>
/// Writes that make one transaction and one round trip. They go in waves, one statement for all commits of a wave, so that writes of one run keep their order: each run is changed once a wave.
/// </summary>
sealed class WriteGroup
{
    /// <summary>More than this make another group.</summary>
    const int MostWrites = 256;
    const int MostWaves = 16;
    const long MostBytes = 4 << 20;

    readonly List<List<WriteOperation>> waves = [];
    readonly Dictionary<Guid, (int Changed, int Reached)> runs = [];
    readonly HashSet<Guid> finished = [];
    long bytes;

    public int Count { get; private set; }

    public IEnumerable<WriteOperation> Operations => waves.SelectMany(static w => w);

    public bool IsFull => Count >= MostWrites || bytes >= MostBytes;

    /// <summary>Whether a run stands still for it, and it does nothing else.</summary>
    public bool IsHandoverAlone => Operations.FirstOrDefault() is CommitOperation { Plan.IsHandoverAlone: true } && Count == 1;

    /// <summary>The wave in which a write has its place; null when it must wait for another group.</summary>
    public int? PlaceOf(WriteOperation operation)
    {
        if (Count > 0 && bytes + operation.Bytes > MostBytes)
            return null;
        var wave = 0;
        if (operation.Key is { } key)
        {
            if (finished.Contains(key))
                return null;
            if (runs.TryGetValue(key, out var before))
                wave = Math.Max(before.Changed, before.Reached - 1);
        }

        // A message comes after changes of its run that were issued before it; a change may share the wave of messages, which goes first.
        foreach (var run in operation.Reaches)
        {
            if (finished.Contains(run))
                return null;
            if (run != operation.Key && runs.TryGetValue(run, out var before))
                wave = Math.Max(wave, before.Changed);
        }

        return wave < MostWaves ? wave : null;
    }

    public void Add(WriteOperation operation, int wave)
    {
        while (waves.Count <= wave)
            waves.Add([]);
        waves[wave].Add(operation);
        Count++;
        bytes += operation.Bytes;
        if (operation.Key is { } key)
        {
            runs[key] = (wave + 1, runs.GetValueOrDefault(key).Reached);
            if (operation.IsLast)
                finished.Add(key);
        }

        foreach (var run in operation.Reaches)
        {
            var before = runs.GetValueOrDefault(run);
            runs[run] = (before.Changed, Math.Max(before.Reached, wave + 1));
        }
    }

    /// <summary>Sends them and keeps what the server says of each; when this returns, all of it is durable.</summary>
    public async Task SendAsync(NpgsqlConnection connection, StoreDatabase database, long writer, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        var answers = new List<Func<NpgsqlDataReader, Task>>();
        foreach (var wave in waves)
            AddWave(batch, answers, wave, database, writer);
        var sent = batch.ExecuteReaderAsync(cancel);
        try
        {
            database.Life.Reach("group.sent");
        }
        catch
        {
            await ((Task)sent).ContinueWith(static t => _ = t.Exception, TaskScheduler.Default).ConfigureAwait(false); // it cannot be called back
            if (sent.IsCompletedSuccessfully)
                await (await sent.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await using var reader = await sent.ConfigureAwait(false);
        foreach (var answer in answers)
        {
            await answer(reader).ConfigureAwait(false);
            await reader.NextResultAsync(cancel).ConfigureAwait(false);
        }
    }

    static void AddWave(NpgsqlBatch batch, List<Func<NpgsqlDataReader, Task>> answers, List<WriteOperation> wave, StoreDatabase database, long writer)
    {
        if (wave.Exists(static o => o is CreateOperation))
        {
            var creates = new CreateColumns();
            foreach (var create in wave.OfType<CreateOperation>())
                creates.Add(create);
            batch.BatchCommands.Add(creates.Command(database));
            answers.Add(creates.ReadAsync);
            batch.BatchCommands.Add(creates.LookCommand());
            answers.Add(creates.ReadLookAsync);
        }

        var committed = wave.OfType<CommitOperation>().ToList();
        if (committed is [{ Plan.IsHandoverAlone: true } handover])
        {
            batch.BatchCommands.Add(HandoverCommand.Of(handover, database, writer));
            answers.Add(reader => HandoverCommand.ReadAsync(handover, reader));
        }
        else if (committed.Count > 0)
        {
            var commits = new CommitColumns();
            foreach (var commit in committed)
                commits.Add(commit);
            batch.BatchCommands.Add(commits.Command(database, writer));
            answers.Add(commits.ReadAsync);
        }

        foreach (var single in wave.OfType<ISingleOperation>())
        {
            batch.BatchCommands.Add(single.Command());
            answers.Add(single.ReadAsync);
        }
    }
}

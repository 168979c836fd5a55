using Npgsql;
using NpgsqlTypes;
using Weave.Storage;

namespace Weave.Postgres;

/// <summary>Commits and appends as the columns that <c>commit_group</c> takes.</summary>
sealed class CommitColumns
{
    const int Parameters = 49;

    static readonly string Sql = $"SELECT batch, verdict, place, detail FROM commit_group({string.Join(',', Enumerable.Range(1, Parameters).Select(static i => "$" + i))})";

    readonly List<CommitOperation> operations = [];
    readonly List<Guid?> run = [], target = [];
    readonly List<long> epoch = [], number = [], before = [], term = [];
    readonly List<bool> valid = [], progress = [];
    readonly List<short?> state = [];
    readonly List<byte[]?> outcome = [], module = [];
    readonly List<string?> needs = [];

    readonly List<int> checkBatch = [], checkPlace = [];
    readonly List<Guid> checkStrand = [];
    readonly List<long> checkSequence = [];
    readonly List<long?> checkBase = [];

    readonly List<int> blobBatch = [], blobPlace = [];
    readonly List<byte[]> blobHash = [];

    readonly List<int> dropBatch = [];
    readonly List<Guid> dropStrand = [];
    readonly List<bool> dropEnded = [];

    readonly List<int> pointBatch = [];
    readonly List<Guid> pointStrand = [];
    readonly List<long> pointSequence = [], pointBase = [];
    readonly List<string> pointName = [];
    readonly List<byte[]> pointBytes = [];
    readonly List<string?> pointBlobs = [];

    readonly List<int> timerBatch = [];
    readonly List<Guid> timerStrand = [], timerKey = [];
    readonly List<long?> timerDue = [];
    readonly List<string> timerStrandName = [], timerName = [];

    readonly List<int> sentBatch = [], sentPlace = [];
    readonly List<Guid> sentRun = [], sentKey = [];
    readonly List<short> sentKind = [];
    readonly List<string> sentId = [], sentSubject = [];
    readonly List<string?> sentStrand = [];
    readonly List<byte[]> sentPayload = [];

    readonly List<int> takenBatch = [];
    readonly List<Guid> takenKey = [];

    public void Add(CommitOperation operation)
    {
        operations.Add(operation);
        var batch = operations.Count;
        var plan = operation.Plan;
        var commit = plan.Invalid is null ? plan.Batch : null;
        run.Add(operation.Key);
        epoch.Add(operation.Epoch ?? 0);
        number.Add(operation.Number);
        before.Add(operation.Before);
        valid.Add(plan.Invalid is null);
        state.Add((short?)commit?.State);
        outcome.Add(commit?.State?.IsFinal() == true ? Columns.Array(commit.Outcome) : null);
        module.Add(Columns.BytesOrNull(commit?.Module));
        progress.Add(commit?.Progress == true);
        needs.Add(commit?.Needs is { } list ? Columns.Json(list) : null);
        target.Add(commit?.Handover is { } hub ? NameKey.Of(hub) : null);
        term.Add(commit?.HandoverIncarnation ?? 0);
        AddMessages(batch, plan);
        if (commit is not null)
            AddParts(batch, plan);
    }

    public NpgsqlBatchCommand Command(StoreDatabase database, long writer)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(database.Now());
        command.AddOne(NpgsqlDbType.Bigint, writer);
        Column(NpgsqlDbType.Uuid, run);
        Column(NpgsqlDbType.Bigint, epoch, number, before);
        Column(NpgsqlDbType.Boolean, valid);
        Column(NpgsqlDbType.Smallint, state);
        Column(NpgsqlDbType.Bytea, outcome, module);
        Column(NpgsqlDbType.Boolean, progress);
        Column(NpgsqlDbType.Text, needs);
        Column(NpgsqlDbType.Uuid, target);
        Column(NpgsqlDbType.Bigint, term);
        Column(NpgsqlDbType.Integer, checkBatch, checkPlace);
        Column(NpgsqlDbType.Uuid, checkStrand);
        Column(NpgsqlDbType.Bigint, checkSequence, checkBase);
        Column(NpgsqlDbType.Integer, blobBatch, blobPlace);
        Column(NpgsqlDbType.Bytea, blobHash);
        Column(NpgsqlDbType.Integer, dropBatch);
        Column(NpgsqlDbType.Uuid, dropStrand);
        Column(NpgsqlDbType.Boolean, dropEnded);
        Column(NpgsqlDbType.Integer, pointBatch);
        Column(NpgsqlDbType.Uuid, pointStrand);
        Column(NpgsqlDbType.Bigint, pointSequence, pointBase);
        Column(NpgsqlDbType.Text, pointName);
        Column(NpgsqlDbType.Bytea, pointBytes);
        Column(NpgsqlDbType.Text, pointBlobs);
        Column(NpgsqlDbType.Integer, timerBatch);
        Column(NpgsqlDbType.Uuid, timerStrand, timerKey);
        Column(NpgsqlDbType.Bigint, timerDue);
        Column(NpgsqlDbType.Text, timerStrandName, timerName);
        Column(NpgsqlDbType.Integer, sentBatch, sentPlace);
        Column(NpgsqlDbType.Uuid, sentRun, sentKey);
        Column(NpgsqlDbType.Smallint, sentKind);
        Column(NpgsqlDbType.Text, sentId, sentStrand, sentSubject);
        Column(NpgsqlDbType.Bytea, sentPayload);
        Column(NpgsqlDbType.Integer, takenBatch);
        Column(NpgsqlDbType.Uuid, takenKey);
        return command;

        void Column(NpgsqlDbType type, params ReadOnlySpan<object> columns)
        {
            foreach (var column in columns)
                command.Add(type, column);
        }
    }

    /// <summary>The server names those alone with which something is not as usual.</summary>
    public async Task ReadAsync(NpgsqlDataReader reader)
    {
        foreach (var operation in operations)
            operation.Judge(Verdict.Done, 0, 0);
        while (await reader.ReadAsync().ConfigureAwait(false))
            operations[reader.GetInt32(0) - 1].Judge((Verdict)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt64(3));
    }

    void AddMessages(int batch, CommitPlan plan)
    {
        for (var place = 0; place < plan.Messages.Count; place++)
        {
            var (to, message) = plan.Messages[place];
            sentBatch.Add(batch);
            sentPlace.Add(place);
            sentRun.Add(to);
            sentKey.Add(NameKey.Of(message.Id));
            sentKind.Add((short)message.Kind);
            sentId.Add(message.Id);
            sentStrand.Add(message.Strand);
            sentSubject.Add(message.Subject);
            sentPayload.Add(Columns.Array(message.Payload));
        }
    }

    void AddParts(int batch, CommitPlan plan)
    {
        foreach (var check in plan.Checks)
        {
            checkBatch.Add(batch);
            checkPlace.Add(check.Place);
            checkStrand.Add(check.Strand);
            checkSequence.Add(check.Sequence);
            checkBase.Add(check.Base);
        }

        for (var place = 0; place < plan.Blobs.Count; place++)
        {
            blobBatch.Add(batch);
            blobPlace.Add(place);
            blobHash.Add(Columns.Bytes(plan.Blobs[place]));
        }

        foreach (var (strand, ended) in plan.Dropped)
        {
            dropBatch.Add(batch);
            dropStrand.Add(strand);
            dropEnded.Add(ended);
        }

        foreach (var checkpoint in plan.Added)
        {
            pointBatch.Add(batch);
            pointStrand.Add(NameKey.Of(checkpoint.Strand));
            pointSequence.Add(checkpoint.Sequence);
            pointBase.Add(checkpoint.Base);
            pointName.Add(checkpoint.Strand);
            pointBytes.Add(Columns.Array(checkpoint.Bytes));
            pointBlobs.Add(Columns.Names(checkpoint.Blobs));
        }

        foreach (var ((strand, timer), due) in plan.Timers)
        {
            timerBatch.Add(batch);
            timerStrand.Add(NameKey.Of(strand));
            timerKey.Add(NameKey.Of(timer));
            timerDue.Add(due?.UtcTicks);
            timerStrandName.Add(strand);
            timerName.Add(timer);
        }

        foreach (var id in plan.Consumed)
        {
            takenBatch.Add(batch);
            takenKey.Add(id);
        }
    }
}

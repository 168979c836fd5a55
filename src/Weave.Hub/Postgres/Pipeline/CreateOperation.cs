using Weave.Storage;

namespace Weave.Postgres;

/// <summary>The creation of a run.</summary>
sealed class CreateOperation : WriteOperation<(RunRecord Record, bool Created)>
{
    /// <param name="run">The run.</param>
    /// <param name="creator">A number of this call alone: a repeated one finds out that it was the first.</param>
    public CreateOperation(NewRun run, long creator)
    {
        New = run;
        Creator = creator;
        Run = run.Run;
        Key = NameKey.Of(run.Run);
        Bytes = 500 + run.Checkpoint.Bytes.Length;
        Blobs = run.Module is { } module ? [.. run.Checkpoint.Blobs, module] : run.Checkpoint.Blobs;
    }

    public NewRun New { get; }

    public long Creator { get; }

    public IReadOnlyList<BlobHash> Blobs { get; }

    public void Found(RunRecord record, long creator)
    {
        var created = creator == Creator;
        Answer((record, created), created ? StoreChange.OfRecord(record.Run, runnable: true) : null);
    }

    public void Missing(int place) => Refuse(new BlobMissingException(Blobs[place].Hex));
}

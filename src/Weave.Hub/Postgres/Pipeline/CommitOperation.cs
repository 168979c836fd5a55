using Weave.Storage;

namespace Weave.Postgres;

/// <summary>A commit, or an append: a commit of messages alone.</summary>
sealed class CommitOperation : WriteOperation<CommitResult>
{
    readonly string path;

    /// <param name="path">The store, for errors.</param>
    /// <param name="batch">The commit.</param>
    public CommitOperation(string path, CommitBatch batch)
    {
        this.path = path;
        Plan = new CommitPlan(batch);
        Run = batch.Run;
        Key = NameKey.Of(batch.Run);
        Epoch = batch.Epoch;
        IsLast = batch.Handover is not null;
        Reaches = [.. Plan.Messages.Select(static m => m.Run).Distinct()];
        Bytes = Plan.Bytes;
    }

    /// <param name="path">The store, for errors.</param>
    /// <param name="message">The message.</param>
    public CommitOperation(string path, InboxMessage message)
    {
        this.path = path;
        Plan = new CommitPlan(message);
        Run = message.Run;
        Reaches = [Plan.Messages[0].Run];
        Bytes = Plan.Bytes;
    }

    public CommitPlan Plan { get; }

    /// <summary>Rises with each commit of the handle: the server takes none twice.</summary>
    public long Number { get; set; }

    /// <summary>The number of the commit before it of the same claim, or 0: the server takes none after one that is missing.</summary>
    public long Before { get; set; }

    /// <summary>Whether the server has taken it.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Whether its claim is over with it, or was before.</summary>
    public bool EndsClaim { get; private set; }

    /// <summary>What the server said of it.</summary>
    public void Judge(Verdict verdict, int place, long detail)
    {
        IsCommitted = verdict is Verdict.Done or Verdict.DoneBefore;
        EndsClaim = verdict == Verdict.Fenced || (IsCommitted && Plan.Batch is { } batch && (batch.Handover is not null || batch.State?.IsFinal() == true));
        switch (verdict)
        {
            case Verdict.Done or Verdict.DoneBefore:
                Answer(CommitResult.Committed, Plan.Change);
                break;
            case Verdict.Fenced:
                Answer(CommitResult.Fenced);
                break;
            case Verdict.Refused:
                Answer(CommitResult.Refused);
                break;
            case Verdict.NoRun:
                Refuse(new RunNotFoundException(Run!));
                break;
            case Verdict.BreaksChain:
                Refuse(Plan.ChainError(place, detail));
                break;
            case Verdict.MessageToNoRun:
                Refuse(new RunNotFoundException(Plan.Messages[place].Message.Run));
                break;
            case Verdict.BlobMissing:
                Refuse(new BlobMissingException(Plan.Blobs[place].Hex));
                break;
            case Verdict.NotValid:
                Refuse(Plan.Invalid!);
                break;
            default:
                Refuse(new StoreWriteException(path, "an earlier batch of the same claim failed.", "Claim the run again and go on from its last commit.", Run));
                break;
        }
    }
}

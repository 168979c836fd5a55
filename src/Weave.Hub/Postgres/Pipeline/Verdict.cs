namespace Weave.Postgres;

/// <summary>What the functions of the schema say of a write.</summary>
enum Verdict
{
    Done = 0,
    Fenced = 1,
    Refused = 2,
    NoRun = 3,
    BreaksChain = 4,
    MessageToNoRun = 5,
    BlobMissing = 6,
    AfterFailure = 7,
    DoneBefore = 8,
    NotValid = 9,
}

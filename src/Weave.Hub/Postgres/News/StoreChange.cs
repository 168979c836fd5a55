namespace Weave.Postgres;

/// <summary>Something that has happened in a store.</summary>
/// <param name="Runs">The runs whose record or inbox has changed; null when that is not known.</param>
/// <param name="Received">Those of them whose inbox has something new.</param>
/// <param name="Runnable">Whether there may be runs to claim.</param>
/// <param name="Hubs">Whether a hub has joined, left, or been asked to drain.</param>
readonly record struct StoreChange(IReadOnlyCollection<string>? Runs, IReadOnlyCollection<string> Received, bool Runnable = false, bool Hubs = false)
{
    public static StoreChange Anything => new(null, [], true, true);

    /// <summary>The record of a run has changed.</summary>
    public static StoreChange OfRecord(string run, bool runnable = false) => new([run], [], runnable);
}

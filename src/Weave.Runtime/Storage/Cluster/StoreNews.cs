namespace Weave.Storage;

/// <summary>What has happened in a store since somebody looked.</summary>
/// <param name="Version">What to pass next.</param>
/// <param name="Runs">The runs whose record or inbox has changed; null when that is not known: look at all.</param>
/// <param name="Received">Those of them whose inbox may have something new: a run is not to look for what it has committed itself.</param>
/// <param name="Runnable">Whether there may be runs to claim.</param>
/// <param name="Hubs">Whether a hub has joined, left, or been asked to drain.</param>
public sealed record StoreNews(long Version, IReadOnlyCollection<string>? Runs, IReadOnlyCollection<string> Received, bool Runnable, bool Hubs);

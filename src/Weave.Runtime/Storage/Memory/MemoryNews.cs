namespace Weave.Storage;

/// <summary>What has happened in a memory store, as far back as it is remembered.</summary>
sealed class MemoryNews
{
    const int Remembered = 1024;

    readonly Queue<(IReadOnlyCollection<string> Runs, IReadOnlyCollection<string> Received, bool Runnable, bool Hubs)> changes = [];
    long version = 1;

    /// <summary>Remembers a change; nobody is told of one that only keeps a lease.</summary>
    /// <returns>Whether there is something to tell.</returns>
    public bool Add(MemoryRoot before, MemoryRoot after)
    {
        var hubs = before.Hubs != after.Hubs && !before.Hubs.Values.Select(Membership).SequenceEqual(after.Hubs.Values.Select(Membership));
        if (after.Touched.IsEmpty && !hubs)
            return false;
        version++;
        string[] received = [.. after.Touched.Where(r => after.Runs[r].Inbox.Count > (before.Runs.GetValueOrDefault(r)?.Inbox.Count ?? 0))];
        changes.Enqueue((after.Touched, received, after.Touched.Any(r => after.Runs[r].Record is { Owner: null } record && !record.State.IsFinal()), hubs));
        if (changes.Count > Remembered)
            changes.Dequeue();
        return true;
    }

    /// <summary>What has happened since a version; null when nothing has.</summary>
    public StoreNews? Since(long seen)
    {
        if (seen == version)
            return null;
        if (seen > version || version - seen > changes.Count)
            return new(version, null, [], true, true);
        var missed = changes.Skip(changes.Count - (int)(version - seen)).ToList();
        return new(version, Of(missed.SelectMany(static c => c.Runs)), Of(missed.SelectMany(static c => c.Received)), missed.Exists(static c => c.Runnable), missed.Exists(static c => c.Hubs));
    }

    static string[] Of(IEnumerable<string> runs) => [.. runs.Distinct().Order(Utf8Order.Instance)];

    static (long Incarnation, HubState State) Membership(MemoryHub hub) => (hub.Incarnation, hub.State);
}

namespace Weave.Postgres;

/// <summary>Which runs writes on their way concern, so that what must come after them waits.</summary>
sealed class RunsInFlight
{
    readonly Dictionary<Guid, (int Changes, int Messages)> runs = [];

    /// <summary>Whether a write may overtake, or go beside, all that are here: messages to one run may, a change of it may not.</summary>
    public bool Admits(WriteOperation operation)
    {
        if (runs.Count == 0)
            return true;
        if (operation.Key is { } key && runs.ContainsKey(key))
            return false;
        foreach (var run in operation.Reaches)
        {
            if (runs.TryGetValue(run, out var here) && here.Changes > 0)
                return false;
        }

        return true;
    }

    public void Add(WriteOperation operation) => Count(operation, 1);

    public void Remove(WriteOperation operation) => Count(operation, -1);

    void Count(WriteOperation operation, int by)
    {
        if (operation.Key is { } key)
            Set(key, by, 0);
        foreach (var run in operation.Reaches)
            Set(run, 0, by);
    }

    void Set(Guid run, int changes, int messages)
    {
        var here = runs.GetValueOrDefault(run);
        here = (here.Changes + changes, here.Messages + messages);
        if (here == default)
            runs.Remove(run);
        else
            runs[run] = here;
    }
}

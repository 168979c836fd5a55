using System.Runtime.CompilerServices;

namespace Weave.Storage;

/// <summary>A page of a query.</summary>
/// <param name="Records">The records that can be read.</param>
/// <param name="Last">The last id looked at; null when there are no more.</param>
/// <param name="Unreadable">The first record that cannot be read, or null.</param>
sealed record RunPage(List<RunRecord> Records, string? Last, Exception? Unreadable)
{
    /// <summary>Answers a query page by page. Records that cannot be read hide no others: the first of them is said at the end.</summary>
    /// <param name="query">The query.</param>
    /// <param name="read">Reads the records in some of these states after an id, as many as that at the most.</param>
    /// <param name="cancel">Gives up.</param>
    public static async IAsyncEnumerable<RunRecord> QueryAsync(RunQuery query, Func<RunState[], string?, int, CancellationToken, Task<RunPage>> read, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        RunState[] states = [.. query.States.Distinct()];
        Exception? unreadable = null;
        var after = query.After;
        for (var left = query.Limit; left > 0;)
        {
            var page = await read(states, after, left, cancel).ConfigureAwait(false);
            unreadable ??= page.Unreadable;
            foreach (var record in page.Records)
                yield return record;
            if (page.Last is null)
                break;
            after = page.Last;
            left -= page.Records.Count;
        }

        if (unreadable is not null)
            throw unreadable;
    }
}

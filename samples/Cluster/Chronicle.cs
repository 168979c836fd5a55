using System.Diagnostics;
using Weave;
using Weave.Storage;

namespace Cluster;

/// <summary>Writes down who ran what when: looks at the owners in the store, many times a second.</summary>
/// <param name="store">The store, as a client's.</param>
sealed class Chronicle(IRunStore store)
{
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly Dictionary<string, Stretch> current = [];
    readonly List<Stretch> stretches = [];
    readonly List<(TimeSpan At, string Hub, string What)> events = [];

    public TimeSpan Now => clock.Elapsed;

    public IReadOnlyList<Stretch> Stretches => stretches;

    public IReadOnlyList<(TimeSpan At, string Hub, string What)> Events => events;

    /// <summary>How many runs have changed hands.</summary>
    public int Changes => stretches.GroupBy(static s => s.Run).Sum(static g => g.Zip(g.Skip(1), static (a, b) => a.Hub != b.Hub ? 1 : 0).Sum());

    public void Note(string hub, string what)
    {
        lock (events)
            events.Add((Now, hub, what));
    }

    public async Task WriteAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancel);
                await Task.Delay(50, cancel);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (WeaveException)
            {
                // It is looked at again.
            }
        }
    }

    async Task LookAsync(CancellationToken cancel)
    {
        var seen = new HashSet<string>();
        await foreach (var record in store.QueryAsync(new RunQuery { States = [RunState.Ready, RunState.Waiting] }, cancel))
        {
            if (record.Owner is not { } hub)
                continue;
            seen.Add(record.Run);
            if (!current.TryGetValue(record.Run, out var stretch) || stretch.Hub != hub || stretch.Epoch != record.Epoch)
                stretches.Add(current[record.Run] = stretch = new(record.Run, hub, record.Epoch, Now));
            stretch.To = Now;
        }

        foreach (var over in current.Keys.Where(run => !seen.Contains(run)).ToList())
            current.Remove(over);
    }
}

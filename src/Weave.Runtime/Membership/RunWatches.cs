using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Those who wait for runs, by run: news of a run reaches them and nobody else.</summary>
/// <param name="machine">Where those who wait go on.</param>
sealed class RunWatches(Machine machine)
{
    /// <summary>However sure the news are: a run is looked at so often.</summary>
    static readonly TimeSpan safetyNet = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    readonly Dictionary<string, List<Watch>> watches = new(StringComparer.Ordinal);

    public IRunWatch Add(string run)
    {
        var watch = new Watch(this, run, machine);
        lock (gate)
        {
            if (!watches.TryGetValue(run, out var others))
                watches.Add(run, others = []);
            others.Add(watch);
        }

        return watch;
    }

    /// <summary>Something has happened to a run.</summary>
    public void Tell(string run)
    {
        lock (gate)
        {
            foreach (var watch in watches.GetValueOrDefault(run) ?? [])
                watch.Changed.Give();
        }
    }

    /// <summary>Something may have happened to any of them.</summary>
    public void TellAll()
    {
        lock (gate)
        {
            foreach (var watch in watches.Values.SelectMany(static w => w))
                watch.Changed.Give();
        }
    }

    void Remove(Watch watch)
    {
        lock (gate)
        {
            if (watches.TryGetValue(watch.Run, out var others) && others.Remove(watch) && others.Count == 0)
                watches.Remove(watch.Run);
        }
    }

    sealed class Watch(RunWatches all, string run, Machine machine) : IRunWatch
    {
        public string Run => run;

        public Hint Changed { get; } = new(machine);

        public async Task ChangedAsync(CancellationToken cancel)
        {
            await Changed.TakeAsync(safetyNet, machine.Clock, cancel).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
        }

        public void Dispose() => all.Remove(this);
    }
}

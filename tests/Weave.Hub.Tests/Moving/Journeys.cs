using System.Collections.Concurrent;

namespace Weave.Cluster.Tests.Moving;

/// <summary>What is moved about.</summary>
public static partial class Journeys
{
    static readonly ConcurrentDictionary<string, Tale> tales = new(StringComparer.Ordinal);

    /// <summary>What a run has done, and may do: kept outside of it, by a name that it knows.</summary>
    public static Tale Of(string name) => tales.GetOrAdd(name, static _ => new Tale());

    /// <summary>Computes until the tale says that it is enough, and a little more.</summary>
    [Fragment]
    public static async Task<long> Wander(string tale, int more)
    {
        var state = new List<long>();
        var steps = 0;
        while (!Of(tale).Enough)
        {
            Of(tale).At(steps);
            state.Add(steps++ * 31L);
            if (state.Count > 400)
                state.RemoveRange(0, 200);
        }

        await Durable.Checkpoint();
        long sum = 0;
        for (var i = 0; i < more; i++)
            sum = (sum * 31) + i;
        return sum;
    }

    /// <summary>Sums numbers of which every tenth comes from a step.</summary>
    [Fragment]
    public static async Task<long> Errands(string tale, int count)
    {
        var seen = new List<long>();
        for (var i = 0; i < count; i++)
        {
            if (i % 10 == 0)
                seen.Add(await Errand(tale, i));
            else
                seen.Add(Of(tale).Plain(i));
        }

        long sum = 0;
        foreach (var value in seen)
            sum = (sum * 31) + value;
        return sum;
    }

    [Step]
    public static async Task<long> Errand(string tale, int i)
    {
        Of(tale).Begun(i);
        await Of(tale).Step;
        Of(tale).Effect(i, Durable.IdempotencyKey);
        return i * 7L;
    }

    /// <summary>Computes, sleeps and runs errands in turn until it is enough: how many errands there were.</summary>
    [Fragment]
    public static async Task<long> Pilgrimage(string tale)
    {
        var done = 0;
        long mixed = 0;
        while (!Of(tale).Enough)
        {
            for (var i = 0; i < 200; i++)
                mixed = (mixed * 31) + Of(tale).Plain(i);
            await Errand(tale, done++);
            if (done % 3 == 0)
                await Durable.Delay(TimeSpan.FromMilliseconds(20));
        }

        return mixed == 0 ? -1 : done;
    }

    [Fragment]
    public static async Task<int> Sleep(string tale, TimeSpan delay)
    {
        Of(tale).At(0);
        await Durable.Delay(delay);
        Of(tale).At(1);
        return 42;
    }

    [Fragment]
    public static async Task<int> Foreign(string tale)
    {
        Of(tale).At(0);
        await Of(tale).Step;
        for (var i = 0; !Of(tale).Enough; i++)
            Of(tale).At(1);
        return 7;
    }

    [Fragment]
    public static async Task<string> Cancellable(string tale)
    {
        try
        {
            for (long i = 0; ; i++)
                Of(tale).At((int)(i & 0xFFFF));
        }
        catch (OperationCanceledException)
        {
            await Errand(tale, 0);
            return "cleaned up";
        }
    }

    public sealed class Tale
    {
        readonly ConcurrentDictionary<int, TaskCompletionSource> reached = [];
        readonly ConcurrentDictionary<int, TaskCompletionSource> begun = [];
        readonly TaskCompletionSource step = new(TaskCreationOptions.RunContinuationsAsynchronously);
        long passes;

        public volatile bool Enough;

        public long Passes => Interlocked.Read(ref passes);

        /// <summary>Each effect of a step: which, and under which key.</summary>
        public ConcurrentQueue<(int Which, string Key)> Effects { get; } = [];

        public Task Step => step.Task;

        public Tale Free()
        {
            step.TrySetResult();
            return this;
        }

        public void At(int place)
        {
            Interlocked.Increment(ref passes);
            if (place < 4)
                reached.GetOrAdd(place, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }

        public long Plain(int i)
        {
            Interlocked.Increment(ref passes);
            return i;
        }

        public void Begun(int which) => begun.GetOrAdd(which, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

        public void Effect(int which, string key) => Effects.Enqueue((which, key));

        public Task Reached(int place) => reached.GetOrAdd(place, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(60));

        public Task BegunAsync(int which) => begun.GetOrAdd(which, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(60));

        /// <summary>Waits until it has got further by so much.</summary>
        public async Task FurtherAsync(long by = 1000)
        {
            var from = Passes;
            for (var i = 0; Passes < from + by; i++)
            {
                Assert.True(i < 6000, "it does not run");
                await Task.Delay(10);
            }
        }
    }
}

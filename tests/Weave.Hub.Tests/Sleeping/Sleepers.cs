using System.Collections.Concurrent;

namespace Weave.Cluster.Tests.Sleeping;

/// <summary>Deep stacks, of which each frame has state of its own.</summary>
public static partial class Sleepers
{
    /// <summary>Calls itself so many times, and goes on in each frame when the innermost one has got its event.</summary>
    [Fragment]
    public static async Task<long> Descend(string tale, int depth)
    {
        var kept = new Dictionary<Watched, string> { [new(tale, depth)] = $"what the frame at depth {depth} keeps while its callees are at work" };
        var mine = new List<int> { depth };
        long got = 0;
        try
        {
            got = depth == 0 ? await Bottom(tale) : await Descend(tale, depth - 1);
            if (got == depth * 1000L)
                throw new InvalidOperationException($"thrown at {depth}");
        }
        catch (InvalidOperationException e) when (depth % 7 == 6)
        {
            Of(tale).Caught.Enqueue(e.Message);
            got = e.Message.Length;
        }
        catch (OperationCanceledException) when (depth == 20)
        {
            Of(tale).Caught.Enqueue("cancelled");
            got = 5;
        }
        catch (Exception e) when (e is not (InvalidOperationException or OperationCanceledException))
        {
            Of(tale).Caught.Enqueue(e.GetType().Name);
            throw;
        }

        mine.Add((int)(got % 1000));
        return got + mine[0] + mine[1] + kept[new(tale, depth)].Length;
    }

    /// <summary>Waits, or computes until it is enough.</summary>
    [Fragment]
    public static async Task<long> Bottom(string tale)
    {
        if (!Of(tale).Computes)
            return await Durable.Event<long>("go");
        long passes = 0;
        while (!Of(tale).Enough)
        {
            passes++;
            Of(tale).Pass();
        }

        return passes > 0 ? Of(tale).Result : -1;
    }

    /// <summary>What it comes to without any hub.</summary>
    public static long Plainly(int depth, long got)
    {
        for (var at = 0; at <= depth; at++)
        {
            if (got == at * 1000L)
                throw new InvalidOperationException($"thrown at {at}");
            got += at + (int)(got % 1000) + $"what the frame at depth {at} keeps while its callees are at work".Length;
        }

        return got;
    }

    static readonly ConcurrentDictionary<string, Tale> tales = new(StringComparer.Ordinal);

    public static Tale Of(string name) => tales.GetOrAdd(name, static _ => new Tale());

    /// <summary>What is known of a run from outside.</summary>
    public sealed class Tale
    {
        int hashed;
        long passes;

        public volatile bool Enough;
        public bool Computes;
        public long Result;

        /// <summary>Times that a key of a frame was hashed: a frame that is loaded hashes its key, and so does one that looks for it.</summary>
        public int Hashed => Volatile.Read(ref hashed);

        public long Passes => Interlocked.Read(ref passes);

        public ConcurrentQueue<string> Caught { get; } = [];

        public void Hash() => Interlocked.Increment(ref hashed);

        public void Pass() => Interlocked.Increment(ref passes);

        public void Forget() => Volatile.Write(ref hashed, 0);
    }

    /// <summary>A key that is noted when it is hashed.</summary>
    public sealed class Watched(string tale, int number) : IEquatable<Watched>
    {
        readonly string tale = tale;
        readonly int number = number;

        public bool Equals(Watched? other) => other is not null && number == other.number;

        public override bool Equals(object? obj) => Equals(obj as Watched);

        public override int GetHashCode()
        {
            Of(tale).Hash();
            return number;
        }
    }
}

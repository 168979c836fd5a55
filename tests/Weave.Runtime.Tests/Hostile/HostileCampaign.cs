using System.Diagnostics;
using Weave.Codecs;
using Weave.Runtime.Tests.State;
using Weave.Sealing;
using Weave.State;
using Weave.Storage;

namespace Weave.Runtime.Tests.Hostile;

/// <summary>
/// Loads mutated state again and again: each must load, or end in a typed error, within a multiple of its bytes. Mutation N of a seed is always the same. Time is only reported: a machine may be slow.
/// </summary>
sealed class HostileCampaign
{
    /// <summary>What loading may allocate for each byte it is given: see <see cref="StrandDecoder"/>.</summary>
    internal const int Multiple = 256;

    // Errors, the first use of a codec and compiled patterns cost something of their own.
    const int Allowance = 100_000;

    static readonly TimeSpan slow = TimeSpan.FromSeconds(2);

    readonly TestSymbols symbols = new();
    readonly List<HostileState> states = [];
    readonly byte[] value;
    readonly byte[] failure;
    readonly StoreSeal seal = new(Sealing.KeyRingTests.Ring(("k1", 1)));

    internal HostileCampaign()
    {
        var frames = HostileStates.All();
        states.Add(HostileState.Of(frames, symbols));
        states.AddRange(HostileStates.One().Select(frame => HostileState.Of([frame], symbols)));
        value = StateBytes.Encode(((OneFrame<object?[]>)frames[0]).Value, symbols);
        failure = ExceptionCodec.Encode(new AggregateException("many", new InvalidOperationException("boom"), new ArgumentOutOfRangeException("p", 5, "no")));
        Outcomes = [];
    }

    /// <summary>How often loading ended in what.</summary>
    internal SortedDictionary<string, int> Outcomes { get; }

    /// <summary>The most bytes that one mutation allocated beyond 64 for each byte of input.</summary>
    internal long Worst { get; private set; }

    internal TimeSpan Slowest { get; private set; }

    internal int SlowestAt { get; private set; }

    /// <summary>Null, or what went wrong with a mutation.</summary>
    internal string? Try(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var (input, load) = Make(random);
        var began = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        string outcome;
        try
        {
            load();
            outcome = "loaded";
        }
        catch (Exception error) when (error is CorruptStateException or ContractMismatchException or UnknownCheckpointVersionException or EncryptionKeyException)
        {
            outcome = error.GetType().Name;
        }
        catch (Exception error)
        {
            return $"mutation {number} of seed {seed}: {error}";
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var took = Stopwatch.GetElapsedTime(began);
        if (took > Slowest)
            (Slowest, SlowestAt) = (took, number);
        Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
        Worst = Math.Max(Worst, allocated - (64 * input));
        return allocated <= ((long)Multiple * input) + Allowance ? null : $"mutation {number} of seed {seed}: {allocated} bytes were allocated for {input} bytes ({outcome})";
    }

    (long Input, Action Load) Make(Random random)
    {
        var mutator = new Mutator(random);
        switch (random.Next(20))
        {
            case 0:
                var bytes = mutator.Flip(value);
                return (bytes.Length, () => StateBytes.Decode<object?[]>(bytes, symbols));
            case 1:
                var thrown = mutator.Flip(failure);
                return (thrown.Length, () => ExceptionCodec.Decode(thrown));
            case 2:
                var open = states[random.Next(states.Count)];
                var closed = seal.Seal(open.Delta).Bytes.ToArray();
                closed[random.Next(closed.Length)] ^= (byte)(1 << random.Next(8));
                return (closed.Length + open.Full.Bytes.Length, () => StrandDecoder.Decode([open.Full, seal.Open(open.Delta with { Bytes = closed }, "order-42")], symbols));
            default:
                // In a small state a change meets the codec it is made for; in the large one it meets all the others.
                var state = states[random.Next(10) == 0 ? 0 : random.Next(states.Count)];
                StoredCheckpoint[] chain = random.Next(3) switch
                {
                    0 => [state.Full, state.Delta with { Bytes = mutator.Mutate(state.DeltaParts) }],
                    1 => [state.Full with { Bytes = mutator.Mutate(state.FullParts) }, state.Delta],
                    _ => [state.Full with { Bytes = mutator.Mutate(state.FullParts) }],
                };
                return (chain.Sum(static part => (long)part.Bytes.Length), () => StrandDecoder.Decode(chain, symbols));
        }
    }

    /// <summary>The command: <c>hostile --mutations N --seed S</c>.</summary>
    internal static int Run(string[] arguments)
    {
        var (mutations, seed) = (Number(arguments, "--mutations", 1_000_000), Number(arguments, "--seed", 1));
        var campaign = new HostileCampaign();
        var at = 0;
        var began = Stopwatch.GetTimestamp();
        using var watch = new Timer(
            _ =>
            {
                if (Stopwatch.GetElapsedTime(Volatile.Read(ref began)) > slow)
                    Console.WriteLine($"mutation {Volatile.Read(ref at)} takes longer than {slow.TotalSeconds} s");
            },
            null,
            slow,
            slow);
        for (; at < mutations; at++)
        {
            Volatile.Write(ref began, Stopwatch.GetTimestamp());
            if (campaign.Try(seed, at) is { } fault)
            {
                Console.WriteLine($"hostile: failed at {fault}");
                return 1;
            }

            if (at % 50_000 == 0 && at > 0)
                Console.WriteLine($"hostile: {at} mutations, {string.Join(", ", campaign.Outcomes.Select(static o => $"{o.Value} {o.Key}"))}, slowest {campaign.Slowest.TotalMilliseconds:F0} ms (mutation {campaign.SlowestAt})");
        }

        Console.WriteLine($"hostile: mutations={mutations} seed={seed} failures=0 {string.Join(' ', campaign.Outcomes.Select(static o => $"{o.Key}={o.Value}"))} most_beyond_64_a_byte={campaign.Worst} slowest_ms={campaign.Slowest.TotalMilliseconds:F0}");
        return 0;
    }

    static int Number(string[] arguments, string name, int otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? int.Parse(arguments[at + 1], System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}

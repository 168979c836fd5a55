using FsCheck;
using FsCheck.Fluent;
using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;
using Weave.Testing;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Properties;

/// <summary>Random stacks of random graphs: a strand of which frames sleep lives as one does that was read at once.</summary>
public class SleepPropertyTests
{
    int slept;
    int read;

    public SleepPropertyTests() => CodecRegistry.Add(new DictionaryCodec<Point, object?>());

    static void ForAll<T>(Func<T, string?> difference, int tests)
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<T>(), value => difference(value) is { } found ? false.Label(found) : true.Label("alike"));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithStartSize(1).WithEndSize(40), property);
    }

    /// <summary>A stack: each frame with a graph of its own, some with what cannot change and what can of others.</summary>
    static List<object?[]> Stack(Spec[][] specs, Random random)
    {
        var stack = new List<object?[]>();
        object[] fixedOnes = [new string('s', 100), new Segment(new(1, 2), new(3, 4)), new Point(5, 6), new object()];
        foreach (var spec in specs)
        {
            var held = new RandomGraph(spec).Objects.ToList();
            for (var i = random.Next(3); i > 0; i--)
                held.Add(fixedOnes[random.Next(fixedOnes.Length)]);
            if (random.Next(4) == 0 && stack.Count > 0 && stack[random.Next(stack.Count)] is { Length: > 0 } other)
                held.Add(other[random.Next(other.Length)]);
            stack.Add([.. held]);
        }

        return stack;
    }

    [Fact]
    public void What_wakes_is_what_would_have_been_read_at_once()
    {
        ForAll<Tuple<Spec[][], Edit[], int>>(
            story =>
            {
                var random = new Random(story.Item3);
                var stack = Stack(story.Item1, random);
                var life = new Life(this, random);
                Frame[] frames = [.. stack.Select(static held => Frame(held)), Frame<object?[]>([random.Next()])];
                life.Begin(frames);
                foreach (var edit in story.Item2)
                {
                    if (stack.Count > 0)
                        new RandomGraph(stack[random.Next(stack.Count)]).Change(edit);
                    life.Append(frames);
                }

                return life.Compare();
            },
            tests: 600);
        Assert.True(slept > 200 && read > 20, $"{slept} slept, {read} did not");
    }

    [Fact]
    public void A_life_with_sleepers_is_the_life_of_one_that_was_read_at_once()
    {
        ForAll<Tuple<Spec[][], Tuple<Edit, Spec[]>[], int>>(
            story =>
            {
                var random = new Random(story.Item3);
                var life = new Life(this, random);
                life.Begin([.. Stack(story.Item1, random).Select(static held => Frame(held)), Frame<object?[]>([])]);
                life.Restart();
                foreach (var (edit, specs) in story.Item2)
                {
                    if (life.Do(edit, specs) is { } difference)
                        return difference;
                }

                return life.Compare();
            },
            tests: 600);
        Assert.True(slept > 200 && read > 20, $"{slept} slept, {read} did not");
    }

    /// <summary>One strand twice: read at once, and with all that can sleep asleep. What is done is done to both.</summary>
    sealed class Life(SleepPropertyTests tests, Random random)
    {
        readonly TestSymbols symbols = new();
        readonly StrandEncoderOptions options = new() { MaxDeltas = random.Next(1, 12), MaxChainRatio = 1000 };
        readonly Side eager = new(isEager: true);
        readonly Side lazy = new(isEager: false);
        StrandEncoder? writer;
        long sequence;

        internal void Begin(Frame[] frames)
        {
            writer = new StrandEncoder(symbols, new() { MaxDeltas = 1000, MaxChainRatio = 1000, FreeChainBytes = 1 << 20 });
            var first = writer.Encode(frames, Header(sequence++), CheckpointKind.Full);
            eager.Add(first);
            lazy.Add(first);
        }

        internal void Append(Frame[] frames)
        {
            var delta = writer!.Encode(frames, Header(sequence++), CheckpointKind.Delta);
            eager.Add(delta);
            lazy.Add(delta);
        }

        internal void Restart()
        {
            eager.Load(symbols, options);
            lazy.Load(symbols, options);
            if (lazy.Frames.Exists(static f => f.Sleeping is not null))
                tests.slept++;
            else
                tests.read++;
        }

        /// <summary>Lets the innermost frame run a little, and saves both now and then.</summary>
        internal string? Do(Edit edit, Spec[] specs)
        {
            foreach (var side in new[] { eager, lazy })
            {
                var top = Held(side.Frames[^1]);
                side.Frames.RemoveAt(side.Frames.Count - 1);
                switch ((uint)edit.How % 5)
                {
                    case 0 when side.Frames.Count > 0:
                        // It returns something to its caller.
                        var caller = Held(side.Frames[^1]);
                        side.Frames[^1] = Frame<object?[]>([.. caller, top.Length == 0 ? null : top[(uint)edit.Other % top.Length]]);
                        break;
                    case 1:
                        side.Frames.Add(Frame(top));
                        side.Frames.Add(Frame<object?[]>([.. new RandomGraph(specs).Objects, top.Length == 0 ? null : top[(uint)edit.Object % top.Length]]));
                        break;
                    case 2:
                        side.Frames.Add(Frame<object?[]>([.. top.Skip(1)]));
                        break;
                    default:
                        new RandomGraph(top).Change(edit);
                        side.Frames.Add(Frame(top));
                        break;
                }
            }

            if (random.Next(3) == 0)
                return null;
            var kind = random.Next(12) == 0 ? CheckpointKind.Full : CheckpointKind.Delta;
            eager.Take(Header(sequence), kind);
            lazy.Take(Header(sequence++), kind);
            if (Compare() is { } difference)
                return difference;
            if (edit.Restart)
                Restart();
            return null;
        }

        /// <summary>Loads each chain in each way; all have to be alike, with what they share and with the bytes of the next full checkpoint.</summary>
        internal string? Compare()
        {
            var wanted = StrandDecoder.Decode(eager.Chain, symbols, "order-42");
            var full = wanted.ToEncoder().Encode(wanted.Frames, Header(sequence + 1), CheckpointKind.Full);
            var values = wanted.Frames.Select(Held).ToArray();
            foreach (var (side, name) in new[] { (eager, "eager"), (lazy, "lazy") })
            {
                var loaded = StrandDecoder.DecodeAwake(side.Chain, symbols, SleepPolicy.Always, "order-42");
                var encoder = loaded.ToEncoder();
                if (loaded.Frames.Any(static f => f.Sleeping is not null))
                    tests.slept++;
                else
                    tests.read++;
                if (random.Next(2) == 0)
                    encoder.Encode(loaded.Frames, Header(sequence), CheckpointKind.Delta);
                var woken = loaded.Frames.Reverse().Select(Held).Reverse().ToArray();
                if (ObjectGraph.Difference(values, woken) is { } difference)
                    return $"{name}: {difference}";
                if (side == eager && !full.Bytes.Span.SequenceEqual(encoder.Encode(loaded.Frames, Header(sequence + 1), CheckpointKind.Full).Bytes.Span))
                    return "the bytes differ";
                if (ObjectGraph.Difference(values, StrandDecoder.Decode(side.Chain, symbols, "order-42").Frames.Select(Held).ToArray()) is { } other)
                    return $"{name}, read at once: {other}";
            }

            return null;
        }

        static object?[] Held(Frame frame)
        {
            frame.Sleeping?.Wake(frame);
            return ((OneFrame<object?[]>)frame).Value;
        }
    }

    /// <summary>One of the two.</summary>
    sealed class Side(bool isEager)
    {
        StrandEncoder? encoder;

        internal List<StoredCheckpoint> Chain { get; } = [];

        internal List<Frame> Frames { get; private set; } = [];

        internal void Add(StoredCheckpoint checkpoint)
        {
            if (checkpoint.Base < 0)
                Chain.Clear();
            Chain.Add(checkpoint);
        }

        internal void Load(TestSymbols symbols, StrandEncoderOptions options)
        {
            var loaded = isEager ? StrandDecoder.Decode(Chain, symbols, "order-42") : StrandDecoder.DecodeAwake(Chain, symbols, SleepPolicy.Always, "order-42");
            encoder = loaded.ToEncoder(options);
            Frames = [.. loaded.Frames];
        }

        internal void Take(CheckpointHeader header, CheckpointKind kind) => Add(encoder!.Encode(Frames, header, kind));
    }
}

using System.Runtime.CompilerServices;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using Weave.Testing;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>Outer frames that were loaded and not read.</summary>
public class SleepTests
{
    const string Long = "a text of so many letters that a reference to it is written and not the text itself, as it is for those that are short";

    static readonly StrandEncoderOptions unfolded = new() { FreeChainBytes = 1 << 20 };

    readonly TestSymbols symbols = new();
    readonly List<StoredCheckpoint> chain = [];
    long sequence;

    /// <summary>Begins a chain, and loads it with all that can sleep asleep.</summary>
    (Frame[] Frames, StrandEncoder Encoder) Asleep(params Frame[] frames)
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, frames);
        return Reload();
    }

    (Frame[] Frames, StrandEncoder Encoder) Reload(StrandEncoderOptions? options = null)
    {
        var loaded = StrandDecoder.DecodeAwake(chain, symbols, SleepPolicy.Always, "order-42");
        return ([.. loaded.Frames], loaded.ToEncoder(options ?? unfolded));
    }

    StoredCheckpoint Take(StrandEncoder encoder, CheckpointKind kind, params Frame[] frames)
    {
        var checkpoint = encoder.Encode(frames, Header(sequence++), kind);
        if (checkpoint.Base < 0)
            chain.Clear();
        chain.Add(checkpoint);
        return checkpoint;
    }

    DecodedStrand Eager() => StrandDecoder.Decode(chain, symbols, "order-42");

    static int AsleepIn(IEnumerable<Frame> frames) => frames.Count(static f => f.Sleeping is not null);

    static T Held<T>(Frame frame)
    {
        frame.Sleeping?.Wake(frame);
        return ((OneFrame<T>)frame).Value;
    }

    static string Fresh(string text) => new(text.AsSpan());

    [Fact]
    public void Frames_that_share_nothing_wake_one_after_another()
    {
        var (frames, _) = Asleep(Frame<List<int>>([1]), Frame<List<int>>([2]), Frame<List<int>>([3]));
        Assert.Equal(2, AsleepIn(frames));
        Assert.Equal([3], ((OneFrame<List<int>>)frames[2]).Value);
        Assert.Null(((OneFrame<List<int>>)frames[1]).Value);
        Assert.Equal([2], Held<List<int>>(frames[1]));
        Assert.NotNull(frames[0].Sleeping);
        Assert.Equal([1], Held<List<int>>(frames[0]));
    }

    [Fact]
    public void What_can_change_is_on_one_side()
    {
        var shared = new List<int> { 1 };
        Assert.Equal(0, AsleepIn(Asleep(Frame(shared), Frame(5), Frame(shared)).Frames));
        var (frames, _) = Asleep(Frame(shared), Frame(shared), Frame<object?>(Fresh(Long)));
        Assert.Equal(2, AsleepIn(frames));
        Assert.Same(Held<List<int>>(frames[1]), Held<List<int>>(frames[0]));
        (frames, _) = Asleep(Frame(5), Frame(shared), Frame<object?[]>([new Node { Extra = shared }]));
        Assert.Equal(1, AsleepIn(frames));
    }

    [Fact]
    public void What_can_change_below_a_cycle_or_a_collection_is_seen()
    {
        var inner = new Node();
        inner.Next = new Node { Next = inner };
        var outer = new Dictionary<BagKey, object?> { [new BagKey { Name = "k", Owner = inner.Next }] = null };
        Assert.Equal(0, AsleepIn(Asleep(Frame(outer), Frame(inner)).Frames));
        outer = new() { [new BagKey { Name = "k", Owner = new Node() }] = null };
        Assert.Equal(1, AsleepIn(Asleep(Frame(outer), Frame(inner)).Frames));
    }

    [Fact]
    public void What_cannot_change_keeps_its_identity_though_the_inner_side_drops_it()
    {
        var (text, segment) = (Fresh(Long), new Segment(new(1, 2), new(3, 4)));
        var (frames, encoder) = Asleep(Frame<object?[]>([text, segment, segment.To]), Frame<object?[]>([segment.From, text]), Frame<object?[]>([text, segment]));
        Assert.Equal(2, AsleepIn(frames));
        var before = Held<object?[]>(frames[2]);

        // Dropped, and seen by several encodings.
        for (var i = 0; i < 3; i++)
            Assert.True(Take(encoder, CheckpointKind.Delta, frames[0], frames[1], Frame(i)).Base >= 0);
        var (middle, outer) = (Held<object?[]>(frames[1]), Held<object?[]>(frames[0]));
        Assert.Same(before[0], outer[0]);
        Assert.Same(before[1], outer[1]);
        Assert.Same(((Segment)outer[1]!).From, middle[0]);
        var delta = Take(encoder, CheckpointKind.Delta, frames[0], frames[1], Frame<object?[]>([before[0], before[1], outer[2]]));
        Assert.Single(CheckpointReader.Open(delta.Bytes, symbols).Objects);
        foreach (var loaded in new[] { Eager().Frames, Reload().Frames })
        {
            var values = loaded.Reverse().Select(Held<object?[]>).Reverse().ToArray();
            Assert.Same(values[0][0], values[1][1]);
            Assert.Same(values[0][0], values[2][0]);
            Assert.Same(values[0][1], values[2][1]);
            Assert.Same(((Segment)values[0][1]!).To, values[2][2]);
        }
    }

    [Fact]
    public void A_delta_wakes_nobody_and_is_what_it_would_be_with_all_awake()
    {
        var list = Enumerable.Range(0, 100).ToList();
        Frame[] stack = [.. Enumerable.Range(0, 1000).Select(i => Frame(list, cut: 1, i)), Frame(new List<int> { 1 })];
        Take(new StrandEncoder(symbols), CheckpointKind.Full, stack);
        var awake = Eager();
        var (frames, encoder) = Reload();
        var eager = awake.ToEncoder(unfolded);
        for (var i = 0; i < 5; i++)
        {
            Held<List<int>>(frames[1000]).Add(i);
            ((OneFrame<List<int>>)awake.Frames[1000]).Value.Add(i);
            var wanted = eager.Encode(awake.Frames, Header(sequence), CheckpointKind.Delta);
            var delta = Take(encoder, CheckpointKind.Delta, frames);
            Assert.Equal(wanted.Bytes, delta.Bytes);
            Assert.Equal(1001, CheckpointReader.Open(delta.Bytes, symbols).KeptFrames);
        }

        Assert.Equal(1000, AsleepIn(frames));
        Assert.Equal(Held<List<int>>(Eager().Frames[1000]), Held<List<int>>(frames[1000]));
        Assert.Same(Held<List<int>>(frames[0]), Held<List<int>>(frames[999]));
    }

    [Fact]
    public void A_full_checkpoint_wakes_all_and_so_does_a_fold()
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame<List<int>>([1]), Frame<List<int>>([2]), Frame(new Node()));
        var (frames, encoder) = Reload(new() { MaxDeltas = 2, FreeChainBytes = 1 << 20 });
        for (var i = 0; i < 2; i++)
        {
            Assert.True(Take(encoder, CheckpointKind.Delta, frames).Base >= 0);
            Assert.Equal(2, AsleepIn(frames));
        }

        Assert.Equal(-1, Take(encoder, CheckpointKind.Delta, frames).Base);
        Assert.Equal(0, AsleepIn(frames));
        Assert.Equal([1], Held<List<int>>(Eager().Frames[0]));
        (frames, encoder) = Reload();
        Take(encoder, CheckpointKind.Full, frames);
        Assert.Equal(0, AsleepIn(frames));
        Assert.Equal([2], Held<List<int>>(Eager().Frames[1]));
    }

    [Fact]
    public void What_sleeps_counts_as_state()
    {
        Frame[] stack = [Frame(Enumerable.Range(0, 500).Select(i => new Node { Value = i }).ToList()), Frame<object?>(Fresh(Long)), Frame<object?[]>([new Node(), Long])];
        Take(new StrandEncoder(symbols), CheckpointKind.Full, stack);
        var room = new StrandEncoderOptions { MaxDeltas = int.MaxValue, FreeChainBytes = 100, MaxChainRatio = 1.5 };
        var eager = Eager();
        var eagerly = eager.ToEncoder(room);
        var (frames, lazily) = Reload(room);
        for (var i = 0; i < 2000; i++)
        {
            var wanted = eagerly.Encode([.. eager.Frames.Take(2), Frame(i)], Header(sequence + i), CheckpointKind.Delta);
            var delta = lazily.Encode([.. frames.Take(2), Frame(i)], Header(sequence + i), CheckpointKind.Delta);
            Assert.Equal(wanted.Base, delta.Base);
            if (delta.Base < 0)
                return;
            Assert.Equal(2, AsleepIn(frames));
        }

        Assert.Fail("It was never folded.");
    }

    [Fact]
    public void A_state_that_is_too_large_asleep_is_refused()
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new string('x', 5000)), Frame<List<int>>([1]));
        var (frames, encoder) = Reload(new() { MaxCheckpointBytes = 4000 });
        Assert.Throws<StateTooLargeException>(() => encoder.Encode(frames, Header(sequence), CheckpointKind.Delta));
    }

    [Fact]
    public void A_new_object_never_gets_the_id_of_one_that_sleeps()
    {
        var (frames, encoder) = Asleep(Frame(new Node { Next = new Node { Value = 1 } }), Frame(new Node()));
        Take(encoder, CheckpointKind.Delta, frames[0], Frame(new Node { Value = 2, Next = new Node { Value = 3 } }));
        Assert.Equal(1, Held<Node>(frames[0]).Next!.Value);
        Take(encoder, CheckpointKind.Delta, frames[0], Frame(new Node { Value = 4, Next = Held<Node>(frames[0]) }));
        var loaded = Eager().Frames;
        Assert.Equal((1, 4), (Held<Node>(loaded[0]).Next!.Value, Held<Node>(loaded[1]).Value));
        Assert.Same(Held<Node>(loaded[0]), Held<Node>(loaded[1]).Next);
    }

    [Fact]
    public void Keys_of_a_class_are_whole_before_they_are_hashed()
    {
        static BagKey Key(string name) => new() { Name = name, Parts = { [new(name.Length, 1)] = 2 } };
        var set = new HashSet<Point> { new(1, 2), new(3, 4) };
        set.Remove(new(1, 2));
        var (frames, encoder) = Asleep(
            Frame<object?[]>([new Dictionary<BagKey, object?> { [Key("first")] = set, [Key("fourth")] = new HashSet<Point> { new(5, 6) } }, set]),
            Frame(new Dictionary<BagKey, object?> { [Key("second")] = new Node() }),
            Frame(new Dictionary<BagKey, object?> { [Key("third")] = null }));
        Assert.Equal(2, AsleepIn(frames));
        Take(encoder, CheckpointKind.Delta, frames);
        Assert.True(Held<Dictionary<BagKey, object?>>(frames[2]).ContainsKey(Key("third")));
        Assert.True(Held<Dictionary<BagKey, object?>>(frames[1]).ContainsKey(Key("second")));
        var outer = Held<object?[]>(frames[0]);
        Assert.Same(outer[1], ((Dictionary<BagKey, object?>)outer[0]!)[Key("first")]);
        Assert.Contains(new Point(3, 4), (HashSet<Point>)outer[1]!);
        Assert.Null(ObjectGraph.Difference(Held<object?[]>(Eager().Frames[0]), outer));
    }

    [Fact]
    public void A_large_array_that_was_patched_wakes_as_it_was_and_is_patched_again()
    {
        var numbers = Enumerable.Range(0, 4000).Select(i => i * 0.5).ToArray();
        var list = Enumerable.Range(0, 4000).ToList();
        Frame[] stack = [Frame<object?[]>([numbers, list]), Frame(new Node())];
        var first = new StrandEncoder(symbols);
        Take(first, CheckpointKind.Full, stack);
        numbers[17] = -1;
        list.Add(-2);
        Take(first, CheckpointKind.Delta, stack);
        var (frames, encoder) = Reload();
        Assert.Equal(1, AsleepIn(frames));
        Take(encoder, CheckpointKind.Delta, frames);
        var held = Held<object?[]>(frames[0]);
        Assert.Equal(numbers, held[0]);
        Assert.Equal(list, held[1]);
        ((double[])held[0]!)[3000] = -3;
        var delta = Take(encoder, CheckpointKind.Delta, frames);
        Assert.InRange(delta.Bytes.Length, 1, 300);
        Assert.Equal(-3, ((double[])Held<object?[]>(Eager().Frames[0])[0]!)[3000]);
    }

    [Fact]
    public void Another_encoder_and_a_look_at_boundaries_wake_what_they_write()
    {
        var (frames, encoder) = Asleep(Frame<List<int>>([1]), Frame<List<int>>([2]), Frame<List<int>>([3]));
        var moving = new StrandEncoder(symbols).Encode(frames, Header(0), CheckpointKind.Delta);
        Assert.Equal(0, AsleepIn(frames));
        Assert.Equal([1], ((OneFrame<List<int>>)StrandDecoder.Decode([moving], symbols).Frames[0]).Value);
        Assert.Equal(3, CheckpointReader.Open(Take(encoder, CheckpointKind.Delta, frames).Bytes, symbols).KeptFrames);

        (frames, encoder) = Reload();
        Assert.Equal(1, StackBoundary.Find(frames, symbols).At);
        Assert.Equal(0, AsleepIn(frames));
        Assert.Empty(CheckpointReader.Open(Take(encoder, CheckpointKind.Delta, frames).Bytes, symbols).Objects);
    }

    [Fact]
    public void Frames_in_other_places_are_written()
    {
        var (frames, encoder) = Asleep(Frame<List<int>>([1]), Frame<List<int>>([2]), Frame<List<int>>([3]));
        Take(encoder, CheckpointKind.Delta, frames[1], frames[0], frames[2]);
        Assert.Equal([2], Held<List<int>>(Eager().Frames[0]));
        Assert.Equal([1], Held<List<int>>(Eager().Frames[1]));
    }

    [Fact]
    public void An_encoding_that_fails_leaves_them_asleep_until_the_full_one_after_it()
    {
        var (frames, encoder) = Asleep(Frame<List<int>>([1]), Frame<List<int>>([2]));
        Assert.Throws<NoCodecException>(() => encoder.Encode([frames[0], Frame<object?>(new StrongBox<Task>())], Header(sequence), CheckpointKind.Delta));
        Assert.Equal(1, AsleepIn(frames));
        Assert.Equal(-1, Take(encoder, CheckpointKind.Delta, frames).Base);
        Assert.Equal([1], Held<List<int>>(Eager().Frames[0]));
    }

    [Fact]
    public void Bytes_that_cannot_be_read_are_corrupt_when_the_frame_wakes_each_time_and_not_before()
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new Node { Value = 42, Extra = "mark" }), Frame<List<int>>([2]));
        chain[0] = Forged(chain[0]);
        Assert.Throws<CorruptStateException>(Eager);
        var (frames, encoder) = Reload();
        Assert.True(Take(encoder, CheckpointKind.Delta, frames).Base >= 0);
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<CorruptStateException>(() => frames[0].Sleeping!.Wake(frames[0]));
            Assert.Throws<CorruptStateException>(() => encoder.Encode(frames, Header(sequence), CheckpointKind.Full));
        }

        Assert.True(Take(encoder, CheckpointKind.Delta, frames).Base >= 0);
    }

    [Fact]
    public void A_fold_that_finds_corrupt_bytes_leaves_no_delta_that_lacks_what_it_would_have_written()
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new Node { Value = 42, Extra = "mark" }), Frame(Enumerable.Range(0, 1000).Select(static i => $"old {i}").ToList()));
        chain[0] = Forged(chain[0]);
        var (frames, encoder) = Reload(StrandEncoderOptions.Default);
        var top = Frame(Enumerable.Range(0, 1000).Select(static i => $"new {i}").ToList());
        for (var i = 0; i < 2; i++)
            Assert.Throws<CorruptStateException>(() => encoder.Encode([frames[0], top], Header(sequence), CheckpointKind.Delta));
    }

    /// <summary>The number in front of the mark becomes nothing, which no number is.</summary>
    static StoredCheckpoint Forged(StoredCheckpoint stored)
    {
        var bytes = stored.Bytes.ToArray();
        var mark = bytes.AsSpan().IndexOf("mark"u8);
        bytes[mark - 2] = Wire.Nil;
        return stored with { Bytes = EnvelopeTests.Sealed(bytes) };
    }

    [Fact]
    public void What_cannot_be_walked_is_read_at_once()
    {
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new Node { Extra = "mark" }), Frame<List<int>>([2]));
        var bytes = chain[0].Bytes.ToArray();
        bytes[bytes.AsSpan().IndexOf("mark"u8) - 1] = Wire.Str32;
        chain[0] = chain[0] with { Bytes = EnvelopeTests.Sealed(bytes) };
        Assert.Equal(Assert.Throws<CorruptStateException>(Eager).Message, Assert.Throws<CorruptStateException>(() => Reload()).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changed_bytes_are_read_or_refused_whenever_that_is(int seed)
    {
        var random = new Random(seed);
        var (text, node) = (Fresh(Long), new Node { Value = 1, Extra = new Segment(new(1, 2), new(3, 4)) });
        Frame[] stack =
        [
            Frame<object?[]>([text, new Dictionary<BagKey, object?> { [new() { Name = "k", Owner = node }] = text }, new HashSet<Point> { new(1, 2) }]),
            Frame<object?[]>([node, Enumerable.Range(0, 2000).ToArray()]),
            Frame<object?[]>([text, new Queue<object?>([new Node { Extra = text }])]),
            Frame(new List<int> { 1 }),
        ];
        var first = new StrandEncoder(symbols, unfolded);
        Take(first, CheckpointKind.Full, stack);
        node.Value++;
        ((int[])((OneFrame<object?[]>)stack[1]).Value[1]!)[5] = -1;
        Take(first, CheckpointKind.Delta, stack);
        StoredCheckpoint[] good = [.. chain];
        var woken = 0;
        for (var i = 0; i < 4000; i++)
        {
            chain.Clear();
            chain.AddRange(good);
            var which = random.Next(good.Length);
            chain[which] = HostileTests.Mutated(good[which], random);
            HostileTests.Tolerates(() =>
            {
                var (frames, encoder) = Reload();
                if (AsleepIn(frames) == 0)
                    return;
                encoder.Encode(frames, Header(9), CheckpointKind.Delta);
                foreach (var frame in frames.Reverse())
                    frame.Sleeping?.Wake(frame);
                woken++;
                encoder.Encode(frames, Header(10), CheckpointKind.Delta);
            });
        }

        Assert.InRange(woken, 100, 4000);
    }

    [Fact]
    public void Small_states_and_small_parts_of_states_are_read_at_once()
    {
        DecodedStrand Default() => StrandDecoder.DecodeAwake(chain, symbols, SleepPolicy.Default, "order-42");
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame<List<int>>([1]), Frame<List<int>>([2]));
        Assert.Equal(0, AsleepIn(Default().Frames));
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new string('x', 5000)), Frame(new string('y', 6000)));
        Assert.Equal(0, AsleepIn(Default().Frames));
        Take(new StrandEncoder(symbols), CheckpointKind.Full, Frame(new string('x', 6000)), Frame(new string('y', 5000)));
        Assert.Equal(1, AsleepIn(Default().Frames));
    }

    [Fact]
    public void The_frame_that_names_the_caller_is_read_at_once()
    {
        var (frames, _) = Asleep(new CallerFrame { Run = "caller", Root = "root" }, Frame<List<int>>([1]), Frame<List<int>>([2]));
        Assert.Equal(0, AsleepIn(frames));
        Assert.Equal("root", ((CallerFrame)frames[0]).Root);
    }
}

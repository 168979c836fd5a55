using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Execution;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class DeltaTests
{
    readonly TestSymbols symbols = new();

    [Fact]
    public void A_sleeping_caller_sees_what_its_callee_changed()
    {
        var strand = new Strands(symbols);
        var list = new List<int> { 1, 2, 3 };
        var caller = Frame(list);
        strand.Take(CheckpointKind.Full, caller, Frame(list, cut: 1, i: 0));
        list.Add(4);
        var delta = strand.Delta(caller, Frame(list, cut: 1, i: 1));
        Assert.Equal(0, delta.Base);
        Assert.Equal(1, CheckpointReader.Open(delta.Bytes, symbols).KeptFrames);
        var frames = strand.Load().Frames;
        Assert.Equal([1, 2, 3, 4], ((OneFrame<List<int>>)frames[0]).Value);
        Assert.Same(((OneFrame<List<int>>)frames[0]).Value, ((OneFrame<List<int>>)frames[1]).Value);
        Assert.Equal(1, ((OneFrame<List<int>>)frames[1]).I);
    }

    [Fact]
    public void Only_the_sleeping_frame_reaches_the_changed_object()
    {
        var strand = new Strands(symbols);
        var node = new Node { Next = new Node { Value = 1 } };
        var caller = Frame(node);
        strand.Take(CheckpointKind.Full, caller, Frame(5));
        node.Next.Value = 2;
        var delta = strand.Delta(caller, Frame(5));
        Assert.Single(CheckpointReader.Open(delta.Bytes, symbols).Objects);
        Assert.Empty(CheckpointReader.Open(delta.Bytes, symbols).Frames);
        Assert.Equal(2, strand.Value<Node>().Next!.Value);
    }

    [Fact]
    public void Immutable_objects_are_written_once_and_keep_their_identity()
    {
        var strand = new Strands(symbols);
        var (point, text) = (new Point(1, 2), new string('t', 500));
        strand.Take(CheckpointKind.Full, Frame<object?[]>([point, text]));
        var delta = strand.Delta(Frame<object?[]>([text, point, point]));
        var only = Assert.Single(CheckpointReader.Open(delta.Bytes, symbols).Objects);
        Assert.Equal("object[]", only.Type);
        var items = strand.Value<object?[]>();
        Assert.Equal(text, items[0]);
        Assert.Same(items[1], items[2]);
        Assert.Equal(point, items[1]);
    }

    [Fact]
    public void What_hangs_below_an_immutable_object_keeps_its_identity()
    {
        var strand = new Strands(symbols);
        var segment = new Segment(new Point(1, 2), new Point(3, 4));
        strand.Take(CheckpointKind.Full, Frame<object?[]>([segment, null]));
        strand.Delta(Frame<object?[]>([segment, "nobody else refers to its ends"]));
        Assert.True(strand.Delta(Frame<object?[]>([segment, segment.To])).Base >= 0);
        var items = strand.Value<object?[]>();
        Assert.Same(((Segment)items[0]!).To, items[1]);
        Assert.Equal(segment, items[0]);
    }

    [Fact]
    public void A_long_random_life_always_loads_as_it_is()
    {
        var random = new Random(11);
        for (var life = 0; life < 20; life++)
        {
            var strand = new Strands(symbols, new() { MaxDeltas = random.Next(0, 12), FreeChainBytes = 4096 });
            var nodes = new List<Node> { new() };
            IReadOnlyList<Frame> frames = [Frame(nodes)];
            for (var step = 0; step < 60; step++)
            {
                for (var i = random.Next(6); i > 0; i--)
                {
                    var node = nodes[random.Next(nodes.Count)];
                    switch (random.Next(6))
                    {
                        case 0: nodes.Add(new Node { Value = step, Next = node }); break;
                        case 1 when nodes.Count > 1: nodes.RemoveAt(random.Next(nodes.Count)); break;
                        case 2: node.Value++; break;
                        case 3: node.Extra = new Point(step, i); break;
                        case 4: node.Extra = nodes[random.Next(nodes.Count)]; break;
                        default: node.Next = nodes[random.Next(nodes.Count)].Next; break;
                    }
                }

                strand.Take(random.Next(10) == 0 ? CheckpointKind.Full : CheckpointKind.Delta, [.. frames]);
                if (random.Next(5) == 0)
                {
                    frames = strand.Restart();
                    nodes = ((OneFrame<List<Node>>)frames[0]).Value;
                }

                Assert.Equal(Describe(nodes), Describe(strand.Value<List<Node>>()));
            }
        }
    }

    [Fact]
    public void A_chain_goes_on_after_a_restart()
    {
        var strand = new Strands(symbols);
        var nodes = Enumerable.Range(0, 1000).Select(i => new Node { Value = i }).ToList();
        strand.Take(CheckpointKind.Full, Frame(nodes));
        var frames = strand.Restart();
        ((OneFrame<List<Node>>)frames[0]).Value[500].Value = -1;
        var delta = strand.Delta([.. frames]);
        Assert.Equal(0, delta.Base);
        Assert.InRange(delta.Bytes.Length, 1, 100);
        Assert.Equal(-1, strand.Value<List<Node>>()[500].Value);
    }

    [Fact]
    public void Nothing_changed_costs_next_to_nothing()
    {
        var strand = new Strands(symbols);
        var list = Enumerable.Range(0, 10_000).ToList();
        var sleeping = Enumerable.Range(0, 1000).Select(_ => (Frame)Frame(list)).ToArray();
        strand.Take(CheckpointKind.Full, [.. sleeping, Frame(list, 1, 1)]);
        var delta = strand.Delta([.. sleeping, Frame(list, 1, 2)]);
        Assert.InRange(delta.Bytes.Length, 1, 100);
        Assert.Equal(1001, strand.Load().Frames.Count);
    }

    [Fact]
    public void Frames_that_returned_are_gone()
    {
        var strand = new Strands(symbols);
        strand.Take(CheckpointKind.Full, Frame(1), Frame(2), Frame(3));
        strand.Delta(Frame(1), Frame(9));
        strand.Delta(Frame(1), Frame(9), Frame("x"));
        Assert.Equal([1, 9], strand.Load().Frames.Take(2).Select(frame => ((OneFrame<int>)frame).Value));
        strand.Delta(Frame(1));
        Assert.Equal(1, ((OneFrame<int>)Assert.Single(strand.Load().Frames)).Value);
    }

    [Fact]
    public void A_chain_is_folded_by_length_and_by_bytes()
    {
        var strand = new Strands(symbols, new() { MaxDeltas = 3, FreeChainBytes = 4096 });
        for (var i = 0; i < 12; i++)
            Assert.Equal(i % 4 == 0 ? -1 : i - 1, strand.Delta(Frame(i)).Base);

        strand = new Strands(symbols, new() { MaxDeltas = 1000, FreeChainBytes = 0 });
        long full = 0, chain = 0;
        var flags = new bool[10_000];
        for (var i = 0; i < 40; i++)
        {
            flags[i] = true;
            var checkpoint = strand.Delta(Frame(flags));
            (full, chain) = checkpoint.Base < 0 ? (checkpoint.Bytes.Length, checkpoint.Bytes.Length) : (full, chain + checkpoint.Bytes.Length);
            Assert.InRange(strand.Chain.Count, 1, 2);
        }
    }

    [Fact]
    public void After_a_failed_encoding_the_next_one_is_whole()
    {
        var strand = new Strands(symbols);
        var node = new Node { Value = 1 };
        strand.Take(CheckpointKind.Full, Frame(node));
        node.Value = 2;
        node.Extra = new Node { Next = new Node { Extra = new MemoryStream() } };
        Assert.Throws<NoCodecException>(() => strand.Delta(Frame(node)));
        Assert.Equal(1, strand.Value<Node>().Value);
        ((Node)node.Extra).Next!.Extra = "fine";
        Assert.Equal(-1, strand.Delta(Frame(node)).Base);
        Assert.Equal("fine", ((Node)strand.Value<Node>().Extra!).Next!.Extra);
        Assert.Equal(2, strand.Value<Node>().Value);
        node.Value = 3;
        Assert.True(strand.Delta(Frame(node)).Base >= 0);
        Assert.Equal(3, strand.Value<Node>().Value);
    }

    [Fact]
    public void Garbage_is_let_go()
    {
        var strand = new Strands(symbols);
        var weak = TakeWithGarbage(strand);
        strand.Delta(Frame(5));
        GC.Collect();
        Assert.False(weak.IsAlive);
        GC.KeepAlive(strand);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference TakeWithGarbage(Strands strand)
        {
            var list = new List<int> { 1 };
            strand.Take(CheckpointKind.Full, Frame(list));
            return new WeakReference(list);
        }
    }

    [Fact]
    public void Ids_are_stable_and_never_used_again()
    {
        var strand = new Strands(symbols);
        var seen = new Dictionary<long, int>();
        var nodes = new List<Node>();
        for (var round = 0; round < 30; round++)
        {
            // Each node says its own number; an id must never speak of two nodes.
            nodes.Add(new Node { Value = (round * 10) + 1 });
            nodes.Add(new Node { Value = (round * 10) + 2 });
            if (round > 3)
                nodes.RemoveAt(0);
            var checkpoint = strand.Take(round % 5 == 0 ? CheckpointKind.Full : CheckpointKind.Delta, Frame(nodes));
            foreach (var record in CheckpointReader.Open(checkpoint.Bytes, symbols).Objects.Where(o => o.Type.StartsWith("Test.Node", StringComparison.Ordinal)))
            {
                var hash = Convert.ToHexString(record.Body.Span).GetHashCode(StringComparison.Ordinal);
                Assert.Equal(hash, seen.GetValueOrDefault(record.Id, hash));
                seen[record.Id] = hash;
            }
        }
    }

    [Fact]
    public void Equal_states_have_equal_bytes()
    {
        byte[] Bytes(DecodedStrand strand) => strand.ToEncoder().Encode(strand.Frames, Header(99), CheckpointKind.Full).Bytes.ToArray();
        var strand = new Strands(symbols);
        var node = new Node { Extra = new List<object> { "a", 5, new Point(1, 2) } };
        node.Next = node;
        strand.Take(CheckpointKind.Full, Frame(node), Frame(3));
        node.Value++;
        strand.Delta(Frame(node), Frame(4));
        Assert.Equal(Bytes(strand.Load()), Bytes(strand.Load()));
    }

    static string Describe(List<Node> nodes)
    {
        var seen = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var queue = new Queue<Node>();
        string Name(object? value)
        {
            if (value is not Node node)
                return $"{value}";
            if (seen.TryAdd(node, seen.Count))
                queue.Enqueue(node);
            return $"#{seen[node]}";
        }

        var text = string.Join(' ', nodes.Select(Name)) + "\n";
        while (queue.TryDequeue(out var node))
            text += $"{node.Value} {Name(node.Next)} {Name(node.Extra)}\n";
        return text;
    }

    public DeltaTests() => CodecRegistry.Add(new ListCodec<Node>());
}

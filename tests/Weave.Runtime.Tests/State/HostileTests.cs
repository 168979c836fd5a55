using Weave.Checkpoints;
using Weave.Codecs;
using Weave.Cursors;
using Weave.Execution;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class HostileTests
{
    readonly TestSymbols symbols = new();

    /// <summary>State with everything that has a length, an id or a special value in it.</summary>
    static Frame[] Everything()
    {
        CodecRegistry.Add(new DictionaryCodec<Point, int>());
        CodecRegistry.Add(new DictionaryCodec<int, string>());
        CodecRegistry.Add(new DictionaryCodec<BagKey, string>());
        CodecRegistry.Add(new HashSetCodec<Point>());
        CodecRegistry.Add(new QueueCodec<string>());
        CodecRegistry.Add(new StackCodec<int>());
        CodecRegistry.Add(new LinkedListCodec<int>());
        CodecRegistry.Add(new Array2DCodec<double>());
        CodecRegistry.Add(new NullableCodec<Money>());
        CodecRegistry.Add(new ValueTupleCodec<int, string?>());
        CodecRegistry.Add(new SortedSetCodec<int>());
        CodecRegistry.Add(new SortedDictionaryCodec<int, string>());
        CodecRegistry.Add(new PriorityQueueCodec<string, int>());
        CodecRegistry.Add(new ImmutableListCodec<int>());
        CodecRegistry.Add(new ImmutableSortedDictionaryCodec<int, string>());
        CodecRegistry.Add(new ReadOnlyCollectionCodec<int>());
        CodecRegistry.Add(new ArraySegmentCodec<int>());
        CodecRegistry.Add(new ImmutableArrayCodec<int>());
        var node = new Node { Value = 5 };
        node.Next = new Node { Next = node, Extra = new string('s', 80) };
        var holes = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d" };
        holes.Remove(2);
        holes.Remove(1);
        return
        [
            Frame<object?[]>(
            [
                node, holes, new Dictionary<Point, int> { [new(1, 2)] = 3 }, new HashSet<Point> { new(4, 5) },
                new Dictionary<BagKey, string> { [new BagKey { Name = "k", Parts = { [new(6, 7)] = 8 } }] = "v" },
                new int[] { 1, 2, 3 }, new List<string> { "x", "\ud800" }, new double[2, 2], new Queue<string>(["q"]), new Stack<int>([1, 2]),
                new LinkedList<int>([1]), new System.Text.StringBuilder("text"), (System.Numerics.BigInteger)1 << 100, new Uri("http://x/"), new Version(1, 2, 3),
                DateTime.MaxValue, DateTimeOffset.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, 1.5m, Guid.Empty, Int128.MaxValue, 'c', Tiny.Most, Huge.Most,
                new Money { Amount = 1 }, (1, (string?)"t"), 1..^2, 1.5f, (Half)2, true, (byte)9, new InvalidOperationException("boom", new ArgumentNullException("p")), new object(),
            ]),
            Frame<object?[]>([.. Loops()]),
            Frame<Money?>(new Money { Currency = "EUR" }),
            Frame<(int, string?)>((1, "one"), cut: 1, i: 7),
        ];
    }

    /// <summary>Collections, and a foreach half way through each.</summary>
    static IEnumerable<object> Loops()
    {
        var list = new List<int> { 1, 2, 3 }.GetEnumerator();
        var map = new Dictionary<int, string> { [1] = "a", [2] = "b" }.GetEnumerator();
        var linked = new LinkedList<int>([1, 2, 3]).GetEnumerator();
        var stack = new Stack<int>([1, 2]).GetEnumerator();
        var set = Walk.Over(new SortedSet<int> { 1, 2, 3 });
        var numbers = Walk.Over(System.Collections.Immutable.ImmutableList.Create(1, 2, 3));
        Assert.True(list.MoveNext() && map.MoveNext() && linked.MoveNext() && stack.MoveNext() && set.MoveNext() && numbers.MoveNext());
        return
        [
            new ListCursor<int>(list), new DictionaryCursor<int, string>(map), new LinkedListCursor<int>(linked), new StackCursor<int>(stack), new SortedSetCursor<int>(set),
            new ImmutableListCursor<int>(numbers), new SortedDictionary<int, string> { [1] = "a", [2] = "b" }, new PriorityQueue<string, int>([("a", 2), ("b", 1)]),
            System.Collections.Immutable.ImmutableSortedDictionary<int, string>.Empty.Add(1, "a"), new List<int> { 1 }.AsReadOnly(), new ArraySegment<int>([1, 2, 3], 1, 2),
            System.Collections.Immutable.ImmutableArray.Create(1, 2),
        ];
    }

    [Fact]
    public void Twenty_thousand_mutations_end_in_success_or_in_a_typed_error()
    {
        var encoder = new StrandEncoder(symbols);
        var frames = Everything();
        var full = encoder.Encode(frames, Header(0), CheckpointKind.Full);
        ((Node)((OneFrame<object?[]>)frames[0]).Value[0]!).Value++;
        var delta = encoder.Encode(frames, Header(1), CheckpointKind.Delta);
        Assert.Equal(0, delta.Base);
        var random = new Random(5);
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < 20_000; i++)
        {
            StoredCheckpoint[] chain = random.Next(3) == 0 ? [full, Mutated(delta, random)] : random.Next(2) == 0 ? [Mutated(full, random), delta] : [Mutated(full, random)];
            long input = chain.Sum(part => part.Bytes.Length);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var outcome = "success";
            try
            {
                StrandDecoder.Decode(chain, symbols);
            }
            catch (Exception error) when (error is CorruptStateException or ContractMismatchException or UnknownCheckpointVersionException)
            {
                outcome = error.GetType().Name;
            }

            // Errors cost something of their own.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64 * input) + 100_000);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.True(outcomes["success"] > 100 && outcomes[nameof(CorruptStateException)] > 1000, string.Join(' ', outcomes));
    }

    [Fact]
    public void Values_and_exceptions_under_mutation()
    {
        var value = StateBytes.Encode(((OneFrame<object?[]>)Everything()[0]).Value, symbols);
        var failure = ExceptionCodec.Encode(new AggregateException("many", new InvalidOperationException("boom"), new ArgumentOutOfRangeException("p", 5, "no")));
        var random = new Random(6);
        for (var i = 0; i < 5_000; i++)
        {
            Tolerates(() => StateBytes.Decode<object?[]>(Mutated(value, random), symbols));
            Tolerates(() => ExceptionCodec.Decode(Mutated(failure, random)));
        }
    }

    [Fact]
    public void Random_bytes_behind_a_good_start()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = new byte[random.Next(8, 200)];
            random.NextBytes(bytes);
            "WVCP\u0001\0"u8.CopyTo(bytes);
            Tolerates(() => StrandDecoder.Decode([new StoredCheckpoint("0", 0, -1, EnvelopeTests.Sealed(bytes))], symbols));
        }
    }

    [Fact]
    public void Lengths_are_checked_before_anything_is_allocated()
    {
        foreach (var count in new byte[][] { [Wire.UInt32, 0x7F, 0xFF, 0xFF, 0xC0], [Wire.UInt32, 0x02, 0, 0, 0], [Wire.UInt64, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x7F] })
        {
            Refuses(new ArrayCodec<object>(), count);
            Refuses(new ArrayCodec<double>(), count);
            Refuses(new ListCodec<string>(), count);
            Refuses(new ListCodec<long>(), count);
            Refuses(new QueueCodec<string>(), count);
            Refuses(new StackCodec<int>(), count);
            Refuses(new LinkedListCodec<int>(), count);
            Refuses(new Array2DCodec<byte>(), [.. count, 0x01]);
            Refuses(new Array2DCodec<object>(), [.. count, .. count]);
            Refuses(new Array3DCodec<int>(), [.. count, .. count, .. count]);
            Refuses(new DictionaryCodec<int, int>(), [0, .. count, 0, 0]);
            Refuses(new DictionaryCodec<int, int>(), [0, 0, .. count, 0]);
            Refuses(new DictionaryCodec<int, int>(), [0, 0, 0, .. count]);
            Refuses(new HashSetCodec<Point>(), [0, .. count, 0, .. count]);
            Refuses(new StringCodec(), [Wire.Str32, .. count]);
            Refuses(new StringCodec(), [Wire.Ext32, .. count]);
            Refuses(new ExceptionObjectCodec(), [Wire.Bin32, .. count]);
        }
    }

    static void Refuses<T>(ObjectCodec<T> codec, byte[] body)
        where T : class
    {
        var reader = new StateReader(run: null);
        reader.MoveTo(body, 0, body.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CorruptStateException>(() => codec.ReadBody(reader, codec.Allocate(reader)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    internal static void Tolerates(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is CorruptStateException or ContractMismatchException or UnknownCheckpointVersionException)
        {
        }
    }

    internal static StoredCheckpoint Mutated(StoredCheckpoint stored, Random random) => stored with { Bytes = Mutated(stored.Bytes.ToArray(), random) };

    /// <summary>One to four changes, with a good CRC most of the time, so that they get past it.</summary>
    static byte[] Mutated(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes[at] = (byte)(random.Next(2) == 0 ? 0xFF : 0xC0 + random.Next(32)); break;
                case 3: bytes.RemoveAt(at); break;
                case 4: bytes.Insert(at, (byte)random.Next(256)); break;
                default:
                    if (random.Next(10) == 0 && at > 8)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count < 8)
                break;
        }

        var result = bytes.ToArray();
        return random.Next(10) > 0 && result.Length > 4 ? EnvelopeTests.Sealed(result) : result;
    }
}

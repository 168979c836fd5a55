using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using Weave.Checkpoints;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using Weave.Storage;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Formats;

/// <summary>The states that stand in the golden files. What is here is never changed: a state that is new gets a name that is new.</summary>
static class GoldenStates
{
    public static IReadOnlyDictionary<string, Func<Frame[]>> All { get; } = new Dictionary<string, Func<Frame[]>>
    {
        ["scalars"] = static () => [Frame<object?>(Scalars()), Frame(42, cut: 1, i: 7), Frame<string?>("text")],
        ["collections"] = static () => [Frame<object?>(Collections())],
        ["graph"] = static () => [Frame<object?>(Graph()), Frame<object?>(null)],
        ["delta"] = static () => [Frame<object?>(Changed()), Frame("top 2")],
        ["patches"] = static () => [Frame<object?>(Large(edits: 3)), Frame("top")],
        ["blobs"] = static () => [Frame<object?>(Outside(edits: 1)), Frame("top")],
        ["prefix"] = static () => [Frame<object?>(Lines(edits: 3)), Frame("top")],
        ["waits"] = static () => [Frame("below"), Fixed(new DelayFrame { Delay = TimeSpan.FromDays(2) }), Fixed(new EventFrame { Name = "approved", ValueType = "bool", Timeout = TimeSpan.FromDays(3) }), new EventFrame { Name = "told", ValueType = "Shop.Order" }],
        ["exceptions"] = static () => [Frame<object?>(new object[] { new InvalidOperationException("boom", new ArgumentNullException("p")), new AggregateException("many", new FormatException("one")) })],
    };

    /// <summary>The value of a frame of one value.</summary>
    public static object? ValueOf(Frame frame) => frame switch
    {
        EventFrame wait => (wait.Name, wait.ValueType, wait.Timeout, wait.DueTicks),
        DelayFrame delay => (delay.Delay, delay.DueTicks),
        _ => FieldOf(frame),
    };

    static object? FieldOf(Frame frame) => frame.GetType().GetField("Value", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(frame);

    /// <summary>Writes a state as this build does.</summary>
    public static IReadOnlyList<StoredCheckpoint> Encode(string name, TestSymbols symbols, List<StateBlob> blobs)
    {
        var encoder = new StrandEncoder(symbols, name switch
        {
            "blobs" => StrandEncoderOptions.Default with { BlobBytes = 1000, FreeChainBytes = 1 << 16 },
            "prefix" => StrandEncoderOptions.Default with { Compress = true, FreeChainBytes = 1 << 16, TimeProvider = new StoppedClock() },
            _ => null,
        });
        var chain = new List<StoredCheckpoint>();

        void Take(CheckpointKind kind, params Frame[] frames) =>
            Add(encoder.Encode(frames, new CheckpointHeader { Run = "golden", Strand = "0", Epoch = 3, Sequence = chain.Count, Modules = [symbols.Intern("module")] }, kind));

        void Add(StoredCheckpoint checkpoint)
        {
            chain.Add(checkpoint);
            blobs.AddRange(encoder.TakeBlobs());
        }

        switch (name)
        {
            case "delta":
                var nodes = Chain();
                var below = Frame<object?>(nodes);
                Take(CheckpointKind.Full, below, Frame("top 0"));
                nodes[50].Value = -1;
                Take(CheckpointKind.Delta, below, Frame("top 1"));
                nodes[60].Extra = new Point(8, 9);
                Take(CheckpointKind.Delta, below, Frame("top 2"));
                break;
            case "patches":
                var large = Large(edits: 0);
                var frame = Frame<object?>(large);
                Take(CheckpointKind.Full, frame, Frame("top"));
                for (var i = 0; i < 3; i++)
                {
                    Edit(large, i);
                    Take(CheckpointKind.Delta, frame, Frame("top"));
                }

                break;
            case "blobs":
                var outside = Outside(edits: 0);
                var holder = Frame<object?>(outside);
                Take(CheckpointKind.Full, holder, Frame("top"));
                EditOutside(outside);
                Take(CheckpointKind.Delta, holder, Frame("top"));
                break;
            case "prefix":
                for (var i = 0; i <= 3; i++)
                    Take(i == 0 ? CheckpointKind.Full : CheckpointKind.Delta, Frame<object?>(Lines(edits: i)), Frame("top"));
                break;
            default:
                Take(CheckpointKind.Full, All[name]());
                break;
        }

        return chain;
    }

    static List<string> Lines(int edits) => [.. Enumerable.Range(0, 60 + edits).Select(i => i == 7 * edits ? $"line {i} was changed" : $"line {i} of order {i * i * 7919 % 10007}")];

    static object?[] Scalars() =>
    [
        null, true, (byte)200, (sbyte)-3, (short)-300, (ushort)60000, -70000, 70000u, long.MinValue, ulong.MaxValue, 'x', 1.5f, -2.5e300, 3.1415926535897932384626433833m, (Half)0.5,
        Int128.MinValue, UInt128.MaxValue, new DateTime(2026, 11, 22, 1, 2, 3, DateTimeKind.Utc), new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(-5)), TimeSpan.FromTicks(-1), new DateOnly(2020, 2, 29),
        new TimeOnly(23, 59, 59), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), BigInteger.Pow(-7, 77), DayOfWeek.Friday, (1, "two"), new Index(3, fromEnd: true), 1..^2, new Version(1, 2, 3), new Uri("https://example.org/a?b"),
        "short", new string('l', 100), "\ud800 lone", "", new StringBuilder("built"), Rune.GetRuneAt("🙂", 0), new Complex(1, -2),
    ];

    static object?[] Collections()
    {
        var holes = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d" };
        holes.Remove(2);
        holes.Remove(1);
        holes[9] = "i";
        return
        [
            holes, new Dictionary<Point, int> { [new(1, 2)] = 3 }, new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Key"] = 1 }, new HashSet<int> { 3, 1 }, new int[] { 1, 2, 3 }, new List<string> { "x", "y" },
            new double[,] { { 1, 2 }, { 3, 4 } }, new Queue<string>(["q", "r"]), new Stack<int>([1, 2]), new LinkedList<int>([1, 2]), new SortedSet<int> { 1, 2 }, new SortedDictionary<int, string> { [1] = "a" },
            new SortedList<string, int> { ["a"] = 1 }, new PriorityQueue<string, int>([("a", 2), ("b", 1), ("c", 3)]), new List<int> { 1 }.AsReadOnly(), new ConcurrentQueue<int>([1, 2]),
            ImmutableArray.Create(1, 2), ImmutableList.Create(1, 2), ImmutableStack.Create(1, 2), ImmutableQueue.Create(1, 2), ImmutableSortedSet.Create(2, 1), ImmutableSortedDictionary<int, string>.Empty.Add(1, "a"),
            new long[] { 1, 2, 3 }.ToFrozenSet(), new BitArray([true, false, true]), new ArrayList { 1, "a" }, new byte[] { 0, 255 }, new List<Money> { new() { Amount = 2, Currency = "USD" } },
        ];
    }

    static object?[] Graph()
    {
        var point = new Point(1, 2);
        var node = new Node { Value = 5, Extra = point };
        node.Next = new Node { Value = 6, Next = node, Extra = new Segment(point, new Point(3, 4)) };
        return [node, node, point, new List<object> { node, point }];
    }

    static Node[] Chain()
    {
        var nodes = new Node[100];
        for (var i = 99; i >= 0; i--)
            nodes[i] = new Node { Value = i, Next = i < 99 ? nodes[i + 1] : null };
        return nodes;
    }

    static Node[] Changed()
    {
        var nodes = Chain();
        nodes[50].Value = -1;
        nodes[60].Extra = new Point(8, 9);
        return nodes;
    }

    static object[] Large(int edits)
    {
        var numbers = new double[4000];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = i * 0.5;
        object[] large = [numbers, Enumerable.Range(0, 5000).ToList()];
        for (var i = 0; i < edits; i++)
            Edit(large, i);
        return large;
    }

    static Frame Fixed(TimedFrame wait)
    {
        wait.Fix(new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.Zero));
        return wait;
    }

    /// <summary>An array and a text that stand outside the checkpoint, and a small object that does not.</summary>
    static object[] Outside(int edits)
    {
        object[] outside = [Enumerable.Range(0, 500).Select(static i => i * 0.25).ToArray(), new string('b', 1200), new Point(1, 2)];
        if (edits > 0)
            EditOutside(outside);
        return outside;
    }

    static void EditOutside(object[] outside) => ((double[])outside[0])[100] = -1;

    static void Edit(object[] large, int round)
    {
        ((double[])large[0])[(round * 1000) + 17] = -round;
        var list = (List<int>)large[1];
        list[round * 7] = -1;
        list.Add(round);
    }
}

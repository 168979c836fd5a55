using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weave.Codecs;
using Weave.Cursors;
using Weave.Execution;
using Weave.Runtime.Tests.State;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.Hostile;

/// <summary>State with everything in it that has a length, an id or a special value: a value of each codec.</summary>
static class HostileStates
{
    internal static Frame[] All()
    {
        Register();
        return
        [
            Frame<object?[]>([.. Objects(), .. Library(), .. Loops()]),
            Frame<Money?>(new Money { Currency = "EUR" }),
            Frame<(int, string?)>((1, "one"), cut: 1, i: 7),
            Frame(Values()),
        ];
    }

    /// <summary>The same, each object in a state of its own, twice: an alias.</summary>
    internal static IEnumerable<Frame> One()
    {
        Register();
        return from value in (object?[])[.. Objects(), .. Library(), .. Loops()] select Frame<object?>(new object?[] { value, value, 7 }, cut: 1);
    }

    static void Register()
    {
        CodecRegistry.Add(new NullableCodec<Money>());
        CodecRegistry.Add(new ValueTupleCodec<int, string?>());
        CodecRegistry.Add(new TextCodec());
        CodecRegistry.Add(new LinkCodec());
    }

    static object?[] Objects()
    {
        var node = new Node { Value = 5 };
        node.Next = new Node { Next = node, Extra = new string('s', 80) };
        var holes = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d" };
        holes.Remove(2);
        holes.Remove(1);
        var link = new Link();
        link.Next = link;
        return
        [
            node, holes, new Dictionary<Point, int> { [new(1, 2)] = 3 }, new HashSet<Point> { new(4, 5) }, new HashSet<int> { 3, 1 },
            new Dictionary<BagKey, string> { [new BagKey { Name = "k", Parts = { [new(6, 7)] = 8 } }] = "v" },
            new int[] { 1, 2, 3 }, new List<string> { "x", "\ud800" }, new double[2, 2], new string[1, 1, 2], new short[1, 2, 1, 2], Array.CreateInstance(typeof(int), [2, 1], [1, -1]),
            new Queue<string>(["q"]), new Stack<int>([1, 2]), new LinkedList<int>([1]), new SortedSet<int> { 1, 2 }, new SortedDictionary<int, string> { [1] = "a" }, new SortedList<string, int> { ["a"] = 1 },
            new OrderedDictionary<string, int> { ["o"] = 1 }, new PriorityQueue<string, int>([("a", 2), ("b", 1)]), new List<int> { 1 }.AsReadOnly(), new Collection<int> { 1 }, new ReadOnlyDictionary<string, int>(new Dictionary<string, int>()),
            new ReadOnlySet<int>(new HashSet<int> { 1 }), new ObservableCollection<int> { 1 }, new ConcurrentDictionary<string, int>([new("c", 1)]), new ConcurrentQueue<int>([1]), new ConcurrentStack<int>([1]), new ConcurrentBag<int>([1]),
            ImmutableArray.Create(1, 2), ImmutableList.Create(1, 2), ImmutableStack.Create(1), ImmutableQueue.Create(1), ImmutableHashSet.Create("h"), ImmutableSortedSet.Create(2, 1),
            ImmutableDictionary<string, int>.Empty.Add("i", 1), ImmutableSortedDictionary<int, string>.Empty.Add(1, "a"),
            ImmutableArray.CreateBuilder<int>(3), ImmutableList.Create(1).ToBuilder(), ImmutableHashSet.Create(1).ToBuilder(), ImmutableSortedSet.Create(1).ToBuilder(),
            ImmutableDictionary<string, int>.Empty.Add("i", 1).ToBuilder(), ImmutableSortedDictionary<int, string>.Empty.Add(1, "a").ToBuilder(),
            new Dictionary<string, object> { ["f"] = node, ["g"] = "h" }.ToFrozenDictionary(), new long[] { 1, 2, 3 }.ToFrozenSet(), new BitArray(9), new ArrayList { 1, "a" },
            Tuple.Create(1), Tuple.Create(1, "b"), Tuple.Create(1, 2, 3), Tuple.Create(1, 2, 3, 4), Tuple.Create(1, 2, 3, 4, 5), Tuple.Create(1, 2, 3, 4, 5, 6), Tuple.Create(1, 2, 3, 4, 5, 6, 7), Tuple.Create(1, 2, 3, 4, 5, 6, 7, 8),
            new Text("own"), link, new object(), new InvalidOperationException("boom", new ArgumentNullException("p")), new AggregateException("many", new FormatException()),
        ];
    }

    static object?[] Library() =>
    [
        new StringBuilder("text"), (BigInteger)1 << 100, new Uri("http://x/"), new Version(1, 2, 3), new Random(7), new Random(), Random.Shared, typeof(List<int>), new Regex("(a|b)*c", RegexOptions.IgnoreCase),
        new UTF8Encoding(false), Encoding.ASCII, CultureInfo.InvariantCulture, CultureInfo.InvariantCulture.Clone(), TimeZoneInfo.Utc, TimeZoneInfo.CreateCustomTimeZone("W", TimeSpan.FromHours(1), "W", "W"),
        StringComparer.OrdinalIgnoreCase, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreSymbols), ReferenceEqualityComparer.Instance, Comparer<int>.Default, EqualityComparer<string>.Default,
        IPAddress.Loopback, IPAddress.Parse("fe80::1%4"), new IPEndPoint(IPAddress.Parse("1.2.3.4"), 80), JsonDocument.Parse("""{"a":[1,null]}""").RootElement, new Rune('r'), new BitVector32(5),
        new Complex(1, 2), new Vector2(1), new Vector3(1), new Vector4(1), Quaternion.Identity, new Plane(1, 2, 3, 4), Matrix3x2.Identity, Matrix4x4.Identity, new ArraySegment<int>([1, 2, 3], 1, 2),
        new int[] { 1, 2, 3 }.AsMemory(1), (ReadOnlyMemory<char>)"memory".AsMemory(1, 2), new KeyValuePair<string, int>("k", 1), default(Unit), Tiny.Most, Huge.Most, new Money { Amount = 1 }, 1..^2, ^3,
        DateTime.MaxValue, DateTimeOffset.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, 1.5m, Guid.Empty, Int128.MaxValue, UInt128.MaxValue, 'c', 1.5f, 2.5, (Half)2, true, (byte)9, (sbyte)-9, (short)-9, (ushort)9, 9u, -9L, 9UL, (nint)9, (nuint)9,
        TimeSpan.MaxValue, new Nothing(), (1, (string?)"t"), ValueTuple.Create(1), (1, 2, 3), (1, 2, 3, 4), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5, 6, 7, 8),
    ];

    static (int?, (string, Money), DayOfWeek, Memory<byte>) Values() => (5, ("s", new Money { Amount = 2 }), DayOfWeek.Friday, new byte[] { 1, 2 });

    /// <summary>A foreach half way through each kind of collection.</summary>
    static object?[] Loops()
    {
        var list = new List<int> { 1, 2, 3 }.GetEnumerator();
        var map = new Dictionary<int, string> { [1] = "a", [2] = "b" }.GetEnumerator();
        var linked = new LinkedList<int>([1, 2, 3]).GetEnumerator();
        var stack = new Stack<int>([1, 2]).GetEnumerator();
        var set = Walk.Over(new SortedSet<int> { 1, 2, 3 });
        var numbers = Walk.Over(ImmutableList.Create(1, 2, 3));
        Assert.True(list.MoveNext() && map.MoveNext() && linked.MoveNext() && stack.MoveNext() && set.MoveNext() && numbers.MoveNext());
        return
        [
            new ListCursor<int>(list), new DictionaryCursor<int, string>(map), new LinkedListCursor<int>(linked), new StackCursor<int>(stack), new SortedSetCursor<int>(set), new ImmutableListCursor<int>(numbers),
        ];
    }

    internal sealed record Text(string Value);

    sealed class TextCodec : ClassCodec<Text>
    {
        protected override void WriteValues(StateWriter writer, Text value) => writer.Put(value.Value);

        protected override Text Create(StateReader reader) => new(reader.Get<string>());
    }

    internal sealed class Link
    {
        public Link? Next { get; set; }
    }

    sealed class LinkCodec : ClassCodec<Link>
    {
        protected override void WriteValues(StateWriter writer, Link value) => writer.Put(1);

        protected override Link Create(StateReader reader) => reader.Get<int>() == 1 ? new() : throw reader.Corrupt("a link is not whole");

        protected override void WriteObjects(StateWriter writer, Link value) => writer.Put(value.Next);

        protected override void ReadObjects(StateReader reader, Link value) => value.Next = reader.Get<Link?>();
    }
}

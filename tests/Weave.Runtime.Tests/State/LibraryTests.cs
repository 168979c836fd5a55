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
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>Types of the base library beyond numbers and collections: each comes back as what it was, and goes on as it would have.</summary>
public class LibraryTests
{
    static void Same<T>(T value)
    {
        Assert.Equal(value, Copy(value));
        Assert.Equal((object?)value, Copy<object?>(value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-5)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_seeded_random_goes_on_where_it_stood(int seed)
    {
        for (var drawn = 0; drawn < 130; drawn += 7)
        {
            var random = new Random(seed);
            for (var i = 0; i < drawn; i++)
                random.Next();
            GoesOn(random, Copy(random));
            GoesOn(random, (Random)Copy<object>(random));
        }
    }

    [Fact]
    public void A_random_without_a_seed_goes_on_too_and_the_shared_one_stays_that()
    {
        var random = new Random();
        random.NextDouble();
        GoesOn(random, Copy(random));
        Assert.Same(Random.Shared, Copy(Random.Shared));
        Assert.Same(Random.Shared, Copy<object>(Random.Shared));
        Assert.Throws<NoCodecException>(() => Copy<object>(new OwnRandom()));
    }

    static void GoesOn(Random before, Random after)
    {
        Assert.NotSame(before, after);
        for (var i = 0; i < 200; i++)
            Assert.Equal((before.Next(), before.NextDouble(), before.NextInt64(), before.Next(3, 1000)), (after.Next(), after.NextDouble(), after.NextInt64(), after.Next(3, 1000)));
    }

    [Fact]
    public void Numbers_of_several_parts()
    {
        Same(new Complex(double.NegativeZero, double.NaN));
        Same(new Vector2(1, 2));
        Same(new Vector3(1, 2, 3));
        Same(new Vector4(1, 2, 3, float.NaN));
        Same(new Quaternion(1, 2, 3, 4));
        Same(new Plane(1, 2, 3, 4));
        Same(new Matrix3x2(1, 2, 3, 4, 5, 6));
        Same(new Matrix4x4(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        Same(new BitVector32(-5));
        Same(new Rune(0x1F600));
        Same(default(Rune));
    }

    [Fact]
    public void Memory_shares_its_array()
    {
        CodecRegistry.Add(new MemoryCodec<int>());
        CodecRegistry.Add(new ReadOnlyMemoryCodec<int>());
        CodecRegistry.Add(new ReadOnlyMemoryCodec<char>());
        CodecRegistry.Add(new ValueTupleCodec<int[], Memory<int>, ReadOnlyMemory<int>>());
        int[] array = [1, 2, 3, 4];
        var (whole, part, view) = Copy((array, array.AsMemory(1, 2), (ReadOnlyMemory<int>)array.AsMemory(3)));
        part.Span[0] = 7;
        Assert.Equal([1, 7, 3, 4], whole);
        Assert.Equal([4], view.ToArray());
        Assert.Equal(default, Copy(default(Memory<int>)));
        Assert.Equal("ell", Copy("hello".AsMemory(1, 3)).ToString());
        Assert.Equal("el", Copy((ReadOnlyMemory<char>)"hello".ToCharArray().AsMemory(1, 2)).ToString());
        using var rented = new OwnMemory();
        Assert.Throws<NoCodecException>(() => Copy(rented.Memory));
    }

    [Fact]
    public void Arrays_of_any_rank_and_start()
    {
        var four = new string[2, 1, 3, 2];
        four[1, 0, 2, 1] = "last";
        Assert.Equal(four, Copy(four));
        var five = new int[1, 2, 1, 2, 3];
        five[0, 1, 0, 1, 2] = 9;
        Assert.Equal(five, Copy<object>(five));
        var none = Copy(new byte[3, 0, 5, 1]);
        Assert.Equal((3, 0, 5, 1), (none.GetLength(0), none.GetLength(1), none.GetLength(2), none.GetLength(3)));

        var shifted = (int[,])Array.CreateInstance(typeof(int), [2, 2], [1, -3]);
        shifted[2, -2] = 5;
        var copy = Copy(shifted);
        Assert.Equal((1, -3, 2, 2), (copy.GetLowerBound(0), copy.GetLowerBound(1), copy.GetLength(0), copy.GetLength(1)));
        Assert.Equal(5, copy[2, -2]);
        var high = (double[,,,])Array.CreateInstance(typeof(double), [1, 2, 1, 1], [0, 0, 0, 7]);
        high[0, 1, 0, 7] = 2.5;
        Assert.Equal(2.5, Copy(high)[0, 1, 0, 7]);
        Assert.Throws<NoCodecException>(() => Copy<object>(Array.CreateInstance(typeof(int), [2], [1])));
    }

    [Fact]
    public void Reference_tuples_with_cycles()
    {
        var items = new object?[1];
        var tuple = Tuple.Create<object?, int>(items, 5);
        items[0] = tuple;
        var copy = Copy(tuple);
        Assert.Same(copy, ((object?[])copy.Item1!)[0]);
        Assert.Equal(5, copy.Item2);
        Same(Tuple.Create(1));
        Same(Tuple.Create(1, "b", 3.0, 'd', 5L, 6m, true));
        Same(new Tuple<int, int, int, int, int, int, int, Tuple<string>>(1, 2, 3, 4, 5, 6, 7, Tuple.Create("eight")));
    }

    [Fact]
    public void Frozen_collections_enumerate_like_the_original()
    {
        foreach (var count in new[] { 0, 1, 3, 5, 11, 40, 300 })
        {
            var words = Enumerable.Range(0, count).Select(static n => $"key{n * 7919}").ToArray();
            foreach (var comparer in new StringComparer?[] { null, StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase })
            {
                var map = words.ToFrozenDictionary(static word => word, static word => (object)word.Length, comparer);
                var copy = Copy(map);
                Assert.Equal(map.GetType(), copy.GetType());
                Assert.Equal(map.Keys.ToArray(), copy.Keys.ToArray());
                Assert.Equal(map.Values.ToArray(), copy.Values.ToArray());
                Assert.Equal(map.Comparer, copy.Comparer);
                Assert.All(words, word => Assert.Equal(word.Length, copy[word]));
                Assert.Equal(map.Keys.ToArray(), ((FrozenDictionary<string, object>)Copy<object>(map)).Keys.ToArray());
                var set = words.ToFrozenSet(comparer);
                Assert.Equal(set.Items.ToArray(), Copy(set).Items.ToArray());
            }

            var numbers = words.Select(static word => word.GetHashCode(StringComparison.Ordinal) * 31L).ToFrozenSet();
            Assert.Equal(numbers.Items.ToArray(), Copy(numbers).Items.ToArray());
            var wide = Enumerable.Range(0, count).ToFrozenDictionary(static n => (UInt128)n << 70, static n => n);
            Assert.Equal(wide, Copy(wide));
        }

        var loop = new object?[1];
        loop[0] = new Dictionary<string, object?> { ["back"] = loop }.ToFrozenDictionary();
        var again = Copy(loop);
        Assert.Same(again, ((FrozenDictionary<string, object?>)again[0]!)["back"]);
        Assert.Throws<NoCodecException>(() => Copy(new[] { new Point(1, 2) }.ToFrozenSet()));
    }

    [Fact]
    public void Values_of_a_frozen_dictionary_find_their_keys_in_any_order()
    {
        var codec = new FrozenDictionaryCodec<int, string>();
        var writer = StateWriter.RentForItems();
        byte[] bytes;
        try
        {
            // An order that no layout has.
            int[] keys = [.. Enumerable.Range(0, 30).Select(static n => (n * 7) % 30)];
            Comparers.Write(writer, EqualityComparer<int>.Default);
            writer.PutUInt64((uint)keys.Length);
            foreach (var key in keys)
                writer.Put(key);
            foreach (var key in keys)
                writer.PutText($"value {key}");
            bytes = writer.Bodies.ToArray();
        }
        finally
        {
            writer.Return();
        }

        var reader = new StateReader(run: null);
        reader.MoveTo(bytes, 0, bytes.Length);
        var map = codec.Allocate(reader);
        codec.ReadBody(reader, map);
        Assert.All(map, static pair => Assert.Equal($"value {pair.Key}", pair.Value));
    }

    [Fact]
    public void Builders_go_on()
    {
        var array = ImmutableArray.CreateBuilder<int>(4);
        array.AddRange(1, 2);
        var copy = Copy(array);
        Assert.Equal(4, copy.Capacity);
        copy.AddRange(3, 4);
        Assert.Equal([1, 2, 3, 4], copy.MoveToImmutable().ToArray());
        Assert.Equal([1, 2], Copy(ImmutableList.Create(1, 2).ToBuilder()));
        Assert.Equal([1, 2], Copy(ImmutableHashSet.Create(1, 2).ToBuilder()).Order());
        Assert.Equal([3, 4], Copy(ImmutableSortedSet.Create(4, 3).ToBuilder()));
        var map = ImmutableDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase).Add("a", 1).ToBuilder();
        Assert.Equal(1, Copy(map)["A"]);
        Assert.Equal(["b", "c"], Copy(ImmutableSortedDictionary<string, int>.Empty.Add("c", 1).Add("b", 2).ToBuilder()).Keys);
    }

    [Fact]
    public void Views_and_bags()
    {
        var set = new HashSet<int> { 1, 2 };
        CodecRegistry.Add(new ValueTupleCodec<HashSet<int>, ReadOnlySet<int>>());
        var (inner, view) = Copy((set, new ReadOnlySet<int>(set)));
        inner.Add(3);
        Assert.Equal([1, 2, 3], view);
        Assert.Same(ReadOnlySet<int>.Empty, Copy(ReadOnlySet<int>.Empty));

        var seen = new ObservableCollection<string> { "a", "b" };
        var copy = Copy(seen);
        Assert.Equal(["a", "b"], copy);
        copy.CollectionChanged += static (_, _) => { };
        Assert.Throws<NoCodecException>(() => Copy(copy));

        var bag = new ConcurrentBag<int>([1, 2, 3]);
        var other = Copy(bag);
        Assert.Equal(bag.ToArray(), other.ToArray());
        Assert.True(bag.TryTake(out var one) && other.TryTake(out var same) && one == same);
    }

    [Fact]
    public void Comparers_are_the_known_ones()
    {
        foreach (var comparer in new[] { StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreSymbols) })
        {
            Assert.Equal(comparer, Copy(comparer));
            Assert.Equal<object>(comparer, Copy<IComparer<string>>(comparer));
            Assert.Equal<object>(comparer, Copy(new Dictionary<string, int>(comparer)).Comparer);
            Assert.Equal<object>(comparer, Copy(new SortedSet<string>(comparer)).Comparer);
        }

        Assert.Same(Comparer<string>.Default, Copy(Comparer<string>.Default));
        Assert.Same(Comparer<int>.Default, Copy<IComparer<int>>(Comparer<int>.Default));
        Assert.Same(EqualityComparer<string>.Default, Copy<IEqualityComparer<string>>(EqualityComparer<string>.Default));
        Assert.Same(ReferenceEqualityComparer.Instance, Copy(ReferenceEqualityComparer.Instance));
        Assert.Throws<NoCodecException>(() => Copy(Comparer<int>.Create(static (a, b) => b - a)));
    }

    [Fact]
    public void Addresses_zones_cultures_encodings_patterns_types()
    {
        Assert.Same(IPAddress.Loopback, Copy(IPAddress.Loopback));
        Assert.Same(IPAddress.IPv6Any, Copy<object>(IPAddress.IPv6Any));
        Same(IPAddress.Parse("10.1.2.3"));
        Same(IPAddress.Parse("fe80::1%4"));
        Same(new IPEndPoint(IPAddress.Parse("10.1.2.3"), 65535));

        Assert.Same(TimeZoneInfo.Utc, Copy(TimeZoneInfo.Utc));
        var zone = TimeZoneInfo.CreateCustomTimeZone("Weave", TimeSpan.FromMinutes(345), "W", "S");
        Assert.True(zone.HasSameRules(Copy(zone)));
        Same(zone);

        Assert.Same(CultureInfo.InvariantCulture, Copy(CultureInfo.InvariantCulture));
        var own = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        Assert.False(Copy(own).IsReadOnly);
        own.NumberFormat.NumberDecimalSeparator = "#";
        Assert.Throws<NoCodecException>(() => Copy(own));

        Assert.Same(Encoding.UTF8, Copy(Encoding.UTF8));
        Assert.Same(Encoding.Latin1, Copy<object>(Encoding.Latin1));
        foreach (var encoding in new Encoding[] { new UTF8Encoding(false), new UTF8Encoding(true, true), new UnicodeEncoding(true, false), new UTF32Encoding(true, true, true), new ASCIIEncoding() })
            Same(encoding);
        Assert.Throws<NoCodecException>(() => Copy(Encoding.GetEncoding("utf-8", new EncoderReplacementFallback("!"), new DecoderReplacementFallback("!"))));

        var pattern = Copy(new Regex("(a+)b", RegexOptions.IgnoreCase | RegexOptions.RightToLeft, TimeSpan.FromSeconds(3)));
        Assert.Equal(("(a+)b", RegexOptions.IgnoreCase | RegexOptions.RightToLeft, TimeSpan.FromSeconds(3)), (pattern.ToString(), pattern.Options, pattern.MatchTimeout));
        Assert.Equal("AA", pattern.Match("xAAB").Groups[1].Value);

        foreach (var type in new[] { typeof(int), typeof(string[,]), typeof(List<Dictionary<string, int?>>), typeof(DayOfWeek), typeof(IDisposable) })
            Assert.Same(type, Copy(type));
        Assert.Throws<NoCodecException>(() => Copy(typeof(Stream)));

        var json = JsonDocument.Parse("""{ "a": [1, 2.50, null], "b": "x" }""").RootElement;
        Assert.Equal(json.GetRawText(), Copy(json).GetRawText());
        Assert.Equal(JsonValueKind.Undefined, Copy(default(JsonElement)).ValueKind);
    }

    sealed class OwnRandom : Random;

    sealed class OwnMemory : System.Buffers.MemoryManager<int>
    {
        public override Span<int> GetSpan() => default;

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => default;

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}

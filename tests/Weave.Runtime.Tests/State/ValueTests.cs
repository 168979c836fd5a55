using System.Numerics;
using System.Text;
using Weave.Codecs;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

public class ValueTests
{
    static void Same<T>(params T[] values)
    {
        foreach (var value in values)
            Assert.Equal(value, Copy(value));

        // The same in a variable of type object, and as elements.
        foreach (var value in values)
            Assert.Equal<object?>(value, Copy<object?>(value));
        Assert.Equal(values, Copy(values));
        Assert.Equal([.. values], Copy<List<T>>([.. values]));
    }

    [Fact]
    public void Integers_at_every_boundary()
    {
        var around = new List<long>();
        for (var shift = 0; shift < 64; shift++)
        {
            for (var near = -2; near <= 2; near++)
            {
                around.Add((1L << shift) + near);
                around.Add(-(1L << shift) + near);
            }
        }

        Same([.. around]);
        Same([.. around.Select(v => (ulong)v)]);
        Same([.. around.Select(v => (int)v)]);
        Same([.. around.Select(v => (uint)v)]);
        Same([.. around.Select(v => (short)v)]);
        Same([.. around.Select(v => (ushort)v)]);
        Same([.. around.Select(v => (sbyte)v)]);
        Same([.. around.Select(v => (byte)v)]);
        Same([.. around.Select(v => (char)v)]);
        Same([.. around.Select(v => (nint)v)]);
        Same([.. around.Select(v => (nuint)v)]);
        Same([.. around.Select(v => (Int128)v * v), Int128.MinValue, Int128.MaxValue]);
        Same([.. around.Select(v => (UInt128)(ulong)v * (ulong)v), UInt128.MaxValue]);
    }

    [Fact]
    public void Floating_point_bits_survive()
    {
        foreach (var bits in new ulong[] { 0, 1UL << 63, 1, 0x7FF0_0000_0000_0000, 0x7FF0_0000_0000_0001, 0xFFF8_1234_5678_9ABC, 0x7FF8_0000_0000_0000 })
            Assert.Equal(bits, BitConverter.DoubleToUInt64Bits(Copy(BitConverter.UInt64BitsToDouble(bits))));
        foreach (var bits in new uint[] { 0, 1u << 31, 1, 0x7F80_0000, 0xFFC1_2345, 0x7FC0_0001 })
            Assert.Equal(bits, BitConverter.SingleToUInt32Bits(Copy(BitConverter.UInt32BitsToSingle(bits))));
        foreach (var bits in new ushort[] { 0, 0x8000, 1, 0x7C00, 0xFE01 })
            Assert.Equal(bits, BitConverter.HalfToUInt16Bits(Copy(BitConverter.UInt16BitsToHalf(bits))));
        Same(1.5, double.MaxValue, double.Epsilon);
        Same(1.5f, float.MinValue);
        Same((Half)1.5);
        foreach (var value in new[] { 0m, 1.000m, -0.0m, decimal.MaxValue, decimal.MinValue, 1e-28m, new decimal(1, 2, 3, true, 28) })
            Assert.Equal(decimal.GetBits(value), decimal.GetBits(Copy(value)));
        Same(1.5m);
        Same(true, false);
    }

    [Fact]
    public void Dates_keep_their_kind_to_the_bit()
    {
        var ticks = new DateTime(2024, 2, 29, 13, 14, 15).Ticks + 7;
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var copy = Copy(new DateTime(ticks, kind));
            Assert.Equal((ticks, kind), (copy.Ticks, copy.Kind));
        }

        Same(DateTime.MinValue, DateTime.MaxValue);
        var offset = Copy(new DateTimeOffset(ticks, TimeSpan.FromMinutes(-13 * 60)));
        Assert.Equal((ticks, -780), (offset.Ticks, offset.TotalOffsetMinutes));
        Same(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Same(TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.Zero);
        Same(DateOnly.MinValue, DateOnly.MaxValue);
        Same(TimeOnly.MinValue, TimeOnly.MaxValue);
        Same(Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"));
    }

    [Fact]
    public void Strings_of_all_lengths_and_lone_surrogates()
    {
        foreach (var unit in new[] { "a", "é", "漢", "😀", "\ud800", "x\udc00" })
        {
            foreach (var length in new[] { 0, 1, 2, 10, 11, 15, 16, 31, 32, 63, 64, 85, 86, 127, 128, 255, 256, 257, 21845, 21846, 65535, 65536, 70000 })
            {
                var text = new StringBuilder().Insert(0, unit, length).ToString();
                Assert.Equal(text, Copy(text));
                Assert.Equal(text, Copy<object>(text));
            }
        }

        Assert.Null(Copy<string?>(null));
        Assert.Equal(new List<string?> { "a", null, "" }, Copy<List<string?>>(["a", null, ""]));
    }

    [Fact]
    public void A_long_string_is_written_once()
    {
        var text = new string('x', 1000);
        var many = Enumerable.Repeat(text, 1000).ToArray();
        Assert.True(StateBytes.Encode(many, new TestSymbols()).Length < 5000);
        var copy = Copy(many);
        Assert.All(copy, item => Assert.Same(copy[0], item));
        Assert.Equal(text, copy[0]);
    }

    [Fact]
    public void Enums_of_any_underlying_type()
    {
        Assert.Equal(Tiny.Least, Copy(Tiny.Least));
        Assert.Equal(Tiny.Most, Copy(Tiny.Most));
        Assert.Equal(Huge.Most, Copy(Huge.Most));
        Assert.Equal((DayOfWeek)(-5), Copy((DayOfWeek)(-5)));
        Assert.Equal(Huge.Most, Copy<object>(Huge.Most));
    }

    [Fact]
    public void Nullables_tuples_pairs_and_structs()
    {
        CodecRegistry.Add(new NullableCodec<Money>());
        CodecRegistry.Add(new NullableCodec<Nothing>());
        CodecRegistry.Add(new ArrayCodec<Nothing>());
        CodecRegistry.Add(new ValueTupleCodec<int, string?>());
        CodecRegistry.Add(new ValueTupleCodec<int>());
        CodecRegistry.Add(new ValueTupleCodec<int, int, int, int, int, int, int, (int, string?)>());
        CodecRegistry.Add(new KeyValuePairCodec<string, int?>());
        Assert.Null(Copy<int?>(null));
        Assert.Equal(0, Copy<int?>(0));
        Assert.Null(Copy<Money?>(null));
        Assert.Null(Copy<Money?>(new Money { Amount = 2 })!.Value.Currency);
        Assert.NotNull(Copy<Nothing?>(default(Nothing)));
        Assert.Null(Copy<Nothing?>(null));
        Assert.Equal(3, Copy(new Nothing[3]).Length);
        Assert.Equal((5, null), Copy<(int, string?)>((5, null)));
        Assert.Equal(ValueTuple.Create(5), Copy(ValueTuple.Create(5)));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, "nine"), Copy<(int, int, int, int, int, int, int, int, string?)>((1, 2, 3, 4, 5, 6, 7, 8, "nine")));
        Assert.Equal(new KeyValuePair<string, int?>("a", null), Copy(new KeyValuePair<string, int?>("a", null)));
        Assert.Equal(5m, ((Money)Copy<object>(new Money { Amount = 5 })).Amount);
    }

    [Fact]
    public void Arrays_of_every_shape()
    {
        CodecRegistry.Add(new ArrayCodec<int[]>());
        CodecRegistry.Add(new Array2DCodec<double>());
        CodecRegistry.Add(new Array2DCodec<string>());
        CodecRegistry.Add(new Array3DCodec<byte>());
        Assert.Equal([1, 2, 3], Copy(new[] { 1, 2, 3 }));
        Assert.Equal([[1], [], [2, 3]], Copy<int[][]>([[1], [], [2, 3]]));
        Assert.Equal(new[,] { { 1.5, 2 }, { 3, double.NaN } }, Copy(new[,] { { 1.5, 2 }, { 3, double.NaN } }));
        Assert.Equal(new[,] { { "a", "b", null } }, Copy(new[,] { { "a", "b", null } }));
        var cube = Copy(new byte[3, 0, 200]);
        Assert.Equal((3, 0, 200), (cube.GetLength(0), cube.GetLength(1), cube.GetLength(2)));
        Assert.Equal(new byte[,,] { { { 1, 2 }, { 3, 4 } } }, Copy(new byte[,,] { { { 1, 2 }, { 3, 4 } } }));
        Assert.Same(Array.Empty<int>(), Copy(Array.Empty<int>()));
        var own = new int[0];
        var pair = Copy<object[]>([own, own, new int[0]]);
        Assert.Same(pair[0], pair[1]);
        Assert.NotSame(pair[0], pair[2]);
        Assert.NotSame(Array.Empty<int>(), pair[0]);
        Assert.IsType<string[]>(Copy<object[]>(new string[] { "covariant" }));
    }

    [Fact]
    public void Small_collections_and_the_rest()
    {
        CodecRegistry.Add(new QueueCodec<string>());
        CodecRegistry.Add(new StackCodec<int>());
        CodecRegistry.Add(new LinkedListCodec<int>());
        var queue = new Queue<string>(["x", "a", "b"]);
        queue.Dequeue();
        queue.Enqueue("c");
        Assert.Equal(["a", "b", "c"], Copy(queue));
        Assert.Equal([3, 2, 1], Copy(new Stack<int>([1, 2, 3])));
        Assert.Equal([1, 2, 3], Copy(new LinkedList<int>([1, 2, 3])));
        Assert.Equal("text", Copy(new StringBuilder("te").Append("xt")).ToString());
        Assert.Equal(9, Copy(new StringBuilder(4, 9)).MaxCapacity);
        foreach (var number in new[] { BigInteger.Zero, BigInteger.MinusOne, BigInteger.Pow(-7, 500) })
            Assert.Equal(number, Copy(number));
        Assert.Equal(new Uri("http://a/b?c=ü"), Copy(new Uri("http://a/b?c=ü")));
        Assert.False(Copy(new Uri("a/b", UriKind.Relative)).IsAbsoluteUri);
        Assert.Equal(new Version(1, 2), Copy(new Version(1, 2)));
        Assert.Equal(new Version(1, 2, 3, 4), Copy(new Version(1, 2, 3, 4)));
        Assert.Equal(^3, Copy(^3));
        Assert.Equal(2..^0, Copy(2..^0));
        Assert.Equal(default, Copy(default(Weave.Execution.Unit)));
    }

    [Fact]
    public void A_type_without_codec_is_refused_by_name()
    {
        var error = Assert.Throws<NoCodecException>(() => Copy<object>(new Node { Extra = new MemoryStream() }));
        Assert.Equal(typeof(MemoryStream), error.ValueType);
        Assert.Contains("Node", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<NoCodecException>(() => Copy<Action>(() => { }));
        Assert.Equal(typeof(Action), error.ValueType);
    }
}

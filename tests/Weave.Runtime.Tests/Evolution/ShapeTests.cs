using System.Collections.Immutable;
using System.Numerics;
using Weave.Evolution;
using Weave.Runtime.Tests.State;
using Weave.State;

namespace Weave.Runtime.Tests.Evolution;

/// <summary>What a shape skips is what a codec writes: without this, a field behind another could be read from the wrong place.</summary>
public class ShapeTests
{
    public static TheoryData<object> Values => new(
        true, (byte)1, (sbyte)-1, (short)-300, (ushort)300, -70000, 70000u, long.MinValue, ulong.MaxValue, (nint)5, (nuint)6, 'x', 1.5f, 2.5, 3.5m,
        (Half)0.5, Int128.MinValue, UInt128.MaxValue, DateTime.UnixEpoch, new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), TimeSpan.FromDays(1),
        new DateOnly(2020, 2, 3), new TimeOnly(4, 5), Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), BigInteger.Pow(10, 50), new Index(3, fromEnd: true), 1..^2,
        new ArraySegment<int>([1, 2, 3], 1, 2), ImmutableArray.Create("a", "b"), new KeyValuePair<string, DateTimeOffset>("k", DateTimeOffset.UnixEpoch),
        ValueTuple.Create(5), (1, "a"), (1, 2.5, (3, "b")), (1, 2, 3, 4, 5, 6, 7, 8), DayOfWeek.Friday, new Nothing(), (new Nothing(), new Nothing()),
        new Complex(1, 2), new Vector2(1), new Vector3(1), new Vector4(1), Quaternion.Identity, new Plane(1, 2, 3, 4), Matrix3x2.Identity, Matrix4x4.Identity, new System.Text.Rune('r'),
        new System.Collections.Specialized.BitVector32(5), System.Text.Json.JsonDocument.Parse("[1]").RootElement, new int[] { 1, 2 }.AsMemory(1), (ReadOnlyMemory<char>)"text".AsMemory(1), default(Memory<int>));

    static ShapeTests()
    {
        CodecRegistry.Add(new Codecs.ArraySegmentCodec<int>());
        CodecRegistry.Add(new Codecs.ImmutableArrayCodec<string>());
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_shape_ends_where_the_value_does(object value)
    {
        var check = typeof(ShapeTests).GetMethod(nameof(Check), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.MakeGenericMethod(value.GetType());
        check.Invoke(null, [value]);
    }

    [Fact]
    public void Every_value_type_with_a_codec_of_the_runtime()
    {
        var codecs = typeof(Codec).Assembly.GetTypes().Where(static type => type is { IsAbstract: false, Namespace: "Weave.Codecs" } && ValueOf(type) is { IsValueType: true } or { IsGenericParameter: true }).ToArray();
        Assert.True(codecs.Length > 15);
        var checkedTypes = 0;
        foreach (var definition in codecs)
        {
            foreach (var argument in (Type[])[typeof(int), typeof(DateTimeOffset), typeof((int, Nothing))])
            {
                var closed = definition;
                try
                {
                    if (definition.IsGenericTypeDefinition)
                        closed = definition.MakeGenericType([.. definition.GetGenericArguments().Select(parameter => parameter.GenericParameterAttributes.HasFlag(System.Reflection.GenericParameterAttributes.NotNullableValueTypeConstraint) && definition.Name.StartsWith("Enum", StringComparison.Ordinal) ? typeof(DayOfWeek) : argument)]);
                }
                catch (ArgumentException)
                {
                    continue; // the constraints of the codec
                }

                var codec = (Codec)Activator.CreateInstance(closed, nonPublic: true)!;
                if (CodecRegistry.Find(codec.Type) is not { } found)
                    continue; // a primitive codec of something that is none
                var (layouts, bytes) = Written(found.WriteDefault);
                Ends(layouts, codec.Type, bytes);
                checkedTypes++;
            }
        }

        Assert.True(checkedTypes > 40, $"{checkedTypes} types");
    }

    /// <summary>The type whose values a codec class writes inline, or null.</summary>
    static Type? ValueOf(Type codec)
    {
        for (var type = codec.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ObjectCodec<>))
                return null;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Codec<>))
                return type.GetGenericArguments()[0];
        }

        return null;
    }

    static void Check<T>(T value)
        where T : struct
    {
        var (layouts, bytes) = Written(writer => writer.Put(value));
        Ends(layouts, typeof(T), bytes);
        (layouts, bytes) = Written(writer => writer.Put((T?)value));
        if (Nullable.GetUnderlyingType(typeof(T)) is null)
            Ends(layouts, typeof(T?), bytes);
    }

    static void Ends(EnvelopeLayouts layouts, Type type, byte[] bytes)
    {
        byte[] between = [.. bytes, 1, 2, 3];
        layouts.Split([new Contracts.Member("value", TypeName.Of(type))], between, 0, out var end);
        Assert.True(end == bytes.Length, $"{TypeName.Of(type)}: {end} of {bytes.Length} bytes");
    }

    static (EnvelopeLayouts Layouts, byte[] Bytes) Written(Action<StateWriter> write)
    {
        var symbols = new TestSymbols();
        var ids = new IdentityTable();
        ids.Begin();
        var writer = StateWriter.Rent(ids, SymbolCache.Of(symbols), omitUnchanged: false, shadows: null);
        write(writer);
        var layouts = new EnvelopeLayouts(writer.Schemas.Numbers.ToArray().Select(number => symbols.Lookup(number)!));
        var bytes = writer.Bodies.ToArray();
        writer.Return();
        return (layouts, bytes);
    }
}

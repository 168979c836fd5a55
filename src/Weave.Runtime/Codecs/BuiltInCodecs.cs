using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The codecs that need no registration. Each is made when it is first asked for.</summary>
static class BuiltInCodecs
{
    static readonly Dictionary<Type, Func<Codec>> makers = Makers();
    static readonly Lazy<Dictionary<string, Type>> names = new(() => makers.Keys.ToDictionary(TypeName.Of));

    internal static Codec? Create(Type type) => makers.TryGetValue(type, out var make) ? make() : null;

    /// <summary>The built-in type with this name in schemas.</summary>
    internal static Type? TypeNamed(string name) => names.Value.GetValueOrDefault(name);

    static Dictionary<Type, Func<Codec>> Makers()
    {
        var types = new Dictionary<Type, Func<Codec>>
        {
            [typeof(object)] = static () => new IdentityCodec(),
            [typeof(object[])] = static () => new ArrayCodec<object>(),
            [typeof(List<object>)] = static () => new ListCodec<object>(),
            [typeof(string)] = static () => new StringCodec(),
            [typeof(string[])] = static () => new ArrayCodec<string>(),
            [typeof(List<string>)] = static () => new ListCodec<string>(),
            [typeof(HashSet<string>)] = static () => new HashSetCodec<string>(),
            [typeof(Dictionary<string, string>)] = static () => new DictionaryCodec<string, string>(),
            [typeof(Dictionary<string, object>)] = static () => new DictionaryCodec<string, object>(),
            [typeof(StringBuilder)] = static () => new StringBuilderCodec(),
            [typeof(BitArray)] = static () => new BitArrayCodec(),
            [typeof(ArrayList)] = static () => new ArrayListCodec(),
            [typeof(BigInteger)] = static () => new BigIntegerCodec(),
            [typeof(Uri)] = static () => new UriCodec(),
            [typeof(Version)] = static () => new VersionCodec(),
            [typeof(Random)] = static () => new RandomCodec(),
            [typeof(Type)] = static () => new TypeCodec(),
            [typeof(Regex)] = static () => new RegexCodec(),
            [typeof(Encoding)] = static () => new EncodingCodec(),
            [typeof(CultureInfo)] = static () => new CultureCodec(),
            [typeof(TimeZoneInfo)] = static () => new TimeZoneCodec(),
            [typeof(StringComparer)] = static () => new StringComparerCodec(),
            [typeof(ReferenceEqualityComparer)] = static () => new ReferenceComparerCodec(),
            [typeof(IPAddress)] = static () => new IPAddressCodec(),
            [typeof(IPEndPoint)] = static () => new IPEndPointCodec(),
            [typeof(JsonElement)] = static () => new JsonElementCodec(),
            [typeof(Rune)] = static () => new RuneCodec(),
            [typeof(BitVector32)] = static () => new PartsCodec<BitVector32, uint>(),
            [typeof(Complex)] = static () => new PartsCodec<Complex, double>(),
            [typeof(Vector2)] = static () => new PartsCodec<Vector2, float>(),
            [typeof(Vector3)] = static () => new PartsCodec<Vector3, float>(),
            [typeof(Vector4)] = static () => new PartsCodec<Vector4, float>(),
            [typeof(Quaternion)] = static () => new PartsCodec<Quaternion, float>(),
            [typeof(Plane)] = static () => new PartsCodec<Plane, float>(),
            [typeof(Matrix3x2)] = static () => new PartsCodec<Matrix3x2, float>(),
            [typeof(Matrix4x4)] = static () => new PartsCodec<Matrix4x4, float>(),
            [typeof(Index)] = static () => new IndexCodec(),
            [typeof(Range)] = static () => new RangeCodec(),
            [typeof(Exception)] = static () => new ExceptionObjectCodec(),
            [typeof(Cursors.LiveCursor)] = static () => new Cursors.CursorCodec<Cursors.LiveCursor>(),
            [typeof(Execution.Unit)] = static () => new UnitCodec(),
        };
        Primitive<bool>(types);
        Primitive<byte>(types);
        Primitive<sbyte>(types);
        Primitive<short>(types);
        Primitive<ushort>(types);
        Primitive<int>(types);
        Primitive<uint>(types);
        Primitive<long>(types);
        Primitive<ulong>(types);
        Primitive<nint>(types);
        Primitive<nuint>(types);
        Primitive<char>(types);
        Primitive<float>(types);
        Primitive<double>(types);
        Primitive<decimal>(types);
        Primitive<Half>(types);
        Primitive<Int128>(types);
        Primitive<UInt128>(types);
        Primitive<DateTime>(types);
        Primitive<DateTimeOffset>(types);
        Primitive<TimeSpan>(types);
        Primitive<DateOnly>(types);
        Primitive<TimeOnly>(types);
        Primitive<Guid>(types);
        return types;
    }

    static void Primitive<T>(Dictionary<Type, Func<Codec>> types)
        where T : struct
    {
        types.Add(typeof(T), static () => new PrimitiveCodec<T>());
        types.Add(typeof(T?), static () => new NullableCodec<T>());
        types.Add(typeof(T[]), static () => new ArrayCodec<T>());
        types.Add(typeof(List<T>), static () => new ListCodec<T>());
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Weave.Evolution;

namespace Weave.State;

/// <summary>Gives back the values that a <see cref="StateWriter"/> received, in the same order.</summary>
public sealed partial class StateReader
{
    // How deep codecs may allocate inside Allocate: none of Weave's own goes beyond two.
    const int MaxDepth = 64;

    ObjectHeap? heap;
    int depth;

    internal StateReader(string? run) => Run = run;

    internal string? Run { get; }

    /// <summary>The schemas of the envelope that is read; null where there is none.</summary>
    internal EnvelopeSchemas? From { get; set; }

    internal ObjectHeap Heap => heap!;

    /// <summary>Where objects are found; null while no references can occur.</summary>
    internal void Attach(ObjectHeap objects) => heap = objects;

    /// <summary>Moves to a frame or record.</summary>
    internal void MoveTo(byte[] bytes, int start, int length)
    {
        data = bytes;
        position = start;
        end = start + length;
    }

    internal void ExpectEnd(string what)
    {
        if (position != end)
            throw Corrupt($"{what} has {Remaining} bytes too many");
    }

    internal void ExpectMarker(byte marker)
    {
        if (Next() != marker)
            throw Corrupt("a separator is missing");
    }

    /// <summary>Reads one value of static type <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get<T>()
    {
        // The JIT folds the comparisons: what is left is one call.
        if (!typeof(T).IsValueType)
            return GetReference<T>();
        if (typeof(T) == typeof(int))
            return (T)(object)(int)GetInteger(int.MinValue, int.MaxValue);
        if (typeof(T) == typeof(long))
            return (T)(object)GetInt64();
        if (typeof(T) == typeof(double))
            return (T)(object)GetDouble();
        if (typeof(T) == typeof(bool))
            return (T)(object)GetBoolean();
        if (typeof(T) == typeof(byte))
            return (T)(object)(byte)GetUnsigned(byte.MaxValue);
        if (typeof(T) == typeof(char))
            return (T)(object)(char)GetUnsigned(char.MaxValue);
        if (typeof(T) == typeof(DateTime))
            return (T)(object)GetDateTime();
        return GetValue<T>();
    }

    /// <summary>Reads a reference.</summary>
    public object? GetObject()
    {
        if (position >= end)
            ThrowTruncated();
        var format = data[position];
        switch (format)
        {
            case Wire.Nil:
                position++;
                return null;
            case Wire.FixExt1 or Wire.FixExt2 or Wire.FixExt4 or Wire.FixExt8:
                position++;
                var id = GetId(format);
                var value = (heap ?? throw Corrupt("a reference stands where there are no objects")).Get(id, this);
                return value is OpaqueObject opaque ? throw opaque.Codec.Error(Run) : value;
            default:
                return IsText(format) ? GetText() : throw Unexpected("a reference", format);
        }
    }

    /// <summary>Makes the object of a record while another one is being read.</summary>
    internal object Allocate(Codec codec, EnvelopeSchemas from, byte[] bytes, int start, int length, out int rest)
    {
        var (outerFrom, outerData, outerPosition, outerEnd) = (From, data, position, end);
        if (++depth > MaxDepth)
            throw Corrupt("objects are nested too deep");
        From = from;
        MoveTo(bytes, start, length);
        var value = codec.AllocateRecord(this);
        rest = position;
        depth--;
        (From, data, position, end) = (outerFrom, outerData, outerPosition, outerEnd);
        return value;
    }

    T GetReference<T>()
    {
        var value = GetObject();
        if (value is T typed)
            return typed;
        return value is null ? default! : throw Corrupt($"a '{TypeName.Of(value.GetType())}' stands where a '{TypeName.Of(typeof(T))}' is wanted");
    }

    /// <summary>Reads a value type that <see cref="Get{T}"/> does not read itself.</summary>
    T GetValue<T>()
    {
        if (typeof(T) == typeof(sbyte))
            return (T)(object)(sbyte)GetInteger(sbyte.MinValue, sbyte.MaxValue);
        if (typeof(T) == typeof(short))
            return (T)(object)(short)GetInteger(short.MinValue, short.MaxValue);
        if (typeof(T) == typeof(ushort))
            return (T)(object)(ushort)GetUnsigned(ushort.MaxValue);
        if (typeof(T) == typeof(uint))
            return (T)(object)(uint)GetUnsigned(uint.MaxValue);
        if (typeof(T) == typeof(ulong))
            return (T)(object)GetUInt64();
        if (typeof(T) == typeof(nint))
            return (T)(object)(nint)GetInteger(nint.MinValue, nint.MaxValue);
        if (typeof(T) == typeof(nuint))
            return (T)(object)(nuint)GetUnsigned(nuint.MaxValue);
        if (typeof(T) == typeof(float))
            return (T)(object)GetSingle();
        if (typeof(T) == typeof(Half))
            return (T)(object)BitConverter.UInt16BitsToHalf((ushort)GetUnsigned(ushort.MaxValue));
        if (typeof(T) == typeof(decimal))
            return (T)(object)GetDecimal();
        if (typeof(T) == typeof(Int128))
            return (T)(object)(NextIsWide ? (Int128)GetWide() : GetInt64());
        if (typeof(T) == typeof(UInt128))
            return (T)(object)(NextIsWide ? GetWide() : GetUInt64());
        if (typeof(T) == typeof(Guid))
            return (T)(object)GetGuid();
        if (typeof(T) == typeof(TimeSpan))
            return (T)(object)new TimeSpan(GetInt64());
        if (typeof(T) == typeof(DateOnly))
            return (T)(object)DateOnly.FromDayNumber((int)GetInteger(0, DateOnly.MaxValue.DayNumber));
        if (typeof(T) == typeof(TimeOnly))
            return (T)(object)new TimeOnly(GetInteger(0, TimeOnly.MaxValue.Ticks));
        if (typeof(T) == typeof(DateTimeOffset))
            return (T)(object)GetDateTimeOffset();
        return GetStruct<T>();
    }

    bool NextIsWide => position < end && data[position] == Wire.FixExt16;

    T GetStruct<T>()
    {
        var codec = CodecOf<T>.Value;
        if (codec is null)
        {
            if (heap?.HasResidents == true && CodecRegistry.Find(typeof(T)) is null)
                return GetReference<T>();
            codec = CodecOf<T>.Resolve();
        }

        return From?.Structs is { } changed && changed.TryGetValue(codec, out var change) ? GetChanged(codec, change) : GetStruct(codec);
    }

    T GetStruct<T>(Codec<T> codec)
    {
        var start = position;
        var value = codec.Read(this);
        if (position == start && !TryNil())
            throw Corrupt("a value without content is missing");
        return value;
    }

    /// <summary>Reads a struct whose layout in the bytes is another one.</summary>
    T GetChanged<T>(Codec<T> codec, LayoutChange change)
    {
        if (position < end && data[position] == Transcoder.AsNow)
        {
            position++;
            return GetStruct(codec);
        }

        if (!change.IsReadable)
            throw change.Error(Run);
        var places = From!.Layouts.Split(change.Old, data.AsSpan(0, end), position, out var after);
        if (places.Length == 0 && !TryNil())
            throw Corrupt("a value without content is missing");
        var now = Transcoder.Rewrite(change, From, data, places, Heap, whole: false, Run);
        var (outerData, outerEnd) = (data, end);
        MoveTo(now, 0, now.Length);
        var value = codec.Read(this);
        ExpectEnd("a value");
        (data, position, end) = (outerData, places.Length == 0 ? after + 1 : after, outerEnd);
        return value;
    }

    /// <summary>What is left of this frame or record.</summary>
    internal ReadOnlySpan<byte> TakeRest() => Take((uint)Remaining);

    DateTime GetDateTime()
    {
        // Two bits of kind above the ticks; the fourth kind marks a local time in the ambiguous hour.
        var bits = GetUInt64();
        return (bits & 0x3FFF_FFFF_FFFF_FFFF) <= (ulong)DateTime.MaxValue.Ticks ? Unsafe.BitCast<ulong, DateTime>(bits) : throw Corrupt("a date is out of range");
    }

    DateTimeOffset GetDateTimeOffset()
    {
        var ticks = GetInteger(0, DateTime.MaxValue.Ticks);
        var offset = GetInteger(-14 * 60, 14 * 60) * TimeSpan.TicksPerMinute;
        return ticks - offset >= 0 && ticks - offset <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, new TimeSpan(offset))
            : throw Corrupt("a date is out of range");
    }

    decimal GetDecimal()
    {
        var bits = GetWide();
        var (high, low) = ((ulong)(bits >> 64), (ulong)bits);
        var flags = (int)(high >> 32);
        if ((flags & 0x7F00FFFF) != 0 || ((flags >> 16) & 0xFF) > 28)
            throw Corrupt("a decimal is out of range");
        return new decimal((int)low, (int)(low >> 32), (int)high, flags < 0, (byte)(flags >> 16));
    }

    Guid GetGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, GetWide());
        return new Guid(bytes, bigEndian: true);
    }
}

using Weave.State;

namespace Weave.Codecs;

/// <summary>Values that need no schema: null, strings, numbers, dates. One number for the type, then the value.</summary>
static class SimpleValue
{
    internal static bool Is(object? value) => value is null || KindOf(value) != Kind.None;

    internal static void Write(StateWriter writer, object? value)
    {
        if (value is null)
        {
            writer.PutNil();
            return;
        }

        var kind = KindOf(value);
        writer.PutUInt64((uint)kind);
        switch (kind)
        {
            case Kind.Text: writer.PutText((string)value); break;
            case Kind.Boolean: writer.Put((bool)value); break;
            case Kind.Character: writer.Put((char)value); break;
            case Kind.SByte: writer.Put((sbyte)value); break;
            case Kind.Byte: writer.Put((byte)value); break;
            case Kind.Int16: writer.Put((short)value); break;
            case Kind.UInt16: writer.Put((ushort)value); break;
            case Kind.Int32: writer.Put((int)value); break;
            case Kind.UInt32: writer.Put((uint)value); break;
            case Kind.Int64: writer.Put((long)value); break;
            case Kind.UInt64: writer.Put((ulong)value); break;
            case Kind.Single: writer.Put((float)value); break;
            case Kind.Double: writer.Put((double)value); break;
            case Kind.Decimal: writer.Put((decimal)value); break;
            case Kind.DateTime: writer.Put((DateTime)value); break;
            case Kind.DateTimeOffset: writer.Put((DateTimeOffset)value); break;
            case Kind.TimeSpan: writer.Put((TimeSpan)value); break;
            case Kind.Guid: writer.Put((Guid)value); break;
            default: throw new NoCodecException(value.GetType());
        }
    }

    internal static object? Read(StateReader reader) => reader.TryNil()
        ? null
        : (Kind)reader.GetUnsigned((ulong)Kind.Guid) switch
        {
            Kind.Text => reader.GetText() ?? throw reader.Corrupt("a text is missing"),
            Kind.Boolean => reader.Get<bool>(),
            Kind.Character => reader.Get<char>(),
            Kind.SByte => reader.Get<sbyte>(),
            Kind.Byte => reader.Get<byte>(),
            Kind.Int16 => reader.Get<short>(),
            Kind.UInt16 => reader.Get<ushort>(),
            Kind.Int32 => reader.Get<int>(),
            Kind.UInt32 => reader.Get<uint>(),
            Kind.Int64 => reader.Get<long>(),
            Kind.UInt64 => reader.Get<ulong>(),
            Kind.Single => reader.Get<float>(),
            Kind.Double => reader.Get<double>(),
            Kind.Decimal => reader.Get<decimal>(),
            Kind.DateTime => reader.Get<DateTime>(),
            Kind.DateTimeOffset => reader.Get<DateTimeOffset>(),
            Kind.TimeSpan => reader.Get<TimeSpan>(),
            Kind.Guid => reader.Get<Guid>(),
            _ => throw reader.Corrupt("a value is of an unknown kind"),
        };

    static Kind KindOf(object value) => value switch
    {
        string => Kind.Text,
        Enum => Kind.None,
        bool => Kind.Boolean,
        char => Kind.Character,
        sbyte => Kind.SByte,
        byte => Kind.Byte,
        short => Kind.Int16,
        ushort => Kind.UInt16,
        int => Kind.Int32,
        uint => Kind.UInt32,
        long => Kind.Int64,
        ulong => Kind.UInt64,
        float => Kind.Single,
        double => Kind.Double,
        decimal => Kind.Decimal,
        DateTime => Kind.DateTime,
        DateTimeOffset => Kind.DateTimeOffset,
        TimeSpan => Kind.TimeSpan,
        Guid => Kind.Guid,
        _ => Kind.None,
    };

    // The numbers are in stored bytes: never reuse one.
    enum Kind
    {
        None = 0,
        Text = 1,
        Boolean = 2,
        Character = 3,
        SByte = 4,
        Byte = 5,
        Int16 = 6,
        UInt16 = 7,
        Int32 = 8,
        UInt32 = 9,
        Int64 = 10,
        UInt64 = 11,
        Single = 12,
        Double = 13,
        Decimal = 14,
        DateTime = 15,
        DateTimeOffset = 16,
        TimeSpan = 17,
        Guid = 18,
    }
}

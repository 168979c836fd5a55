using System.Globalization;
using System.Numerics;
using Weave.State;

namespace Weave.Inspection;

/// <summary>Values of one type each, as text: culture-free, and so that they can be told apart.</summary>
static class Scalars
{
    /// <summary>The value at the reader; null if the type is none of these.</summary>
    public static string? Read(string type, StateReader reader) => type switch
    {
        "bool" => reader.Get<bool>() ? "true" : "false",
        "sbyte" or "short" or "int" or "long" or "nint" => Text(reader.GetInt64()),
        "byte" or "ushort" or "uint" or "ulong" or "nuint" => Text(reader.GetUInt64()),
        "char" => $"'{reader.Get<char>()}'",
        "float" => reader.Get<float>().ToString("R", CultureInfo.InvariantCulture),
        "double" => reader.Get<double>().ToString("R", CultureInfo.InvariantCulture),
        "decimal" => Text(reader.Get<decimal>()),
        "System.Half" => Text(reader.Get<Half>()),
        "System.Int128" => Text(reader.Get<Int128>()),
        "System.UInt128" => Text(reader.Get<UInt128>()),
        "System.Numerics.BigInteger" => Text(new BigInteger(reader.GetBinary())),
        "System.DateTime" => reader.Get<DateTime>().ToString("O", CultureInfo.InvariantCulture),
        "System.DateTimeOffset" => reader.Get<DateTimeOffset>().ToString("O", CultureInfo.InvariantCulture),
        "System.TimeSpan" => reader.Get<TimeSpan>().ToString("c", CultureInfo.InvariantCulture),
        "System.DateOnly" => reader.Get<DateOnly>().ToString("O", CultureInfo.InvariantCulture),
        "System.TimeOnly" => reader.Get<TimeOnly>().ToString("O", CultureInfo.InvariantCulture),
        "System.Guid" => reader.Get<Guid>().ToString(),
        _ => null,
    };

    /// <summary>How many bytes an element of this type takes in a block; 0 if such elements are written one by one.</summary>
    public static int BlockSize(string type) => type switch
    {
        "byte" or "sbyte" => 1,
        "short" or "ushort" or "char" or "System.Half" => 2,
        "int" or "uint" or "float" => 4,
        "long" or "ulong" or "double" or "System.TimeSpan" => 8,
        "System.Guid" => 16,
        _ => 0,
    };

    /// <summary>An element of a block.</summary>
    public static string OfBlock(string type, ReadOnlySpan<byte> element) => type switch
    {
        "byte" => Text(element[0]),
        "sbyte" => Text((sbyte)element[0]),
        "short" => Text(BitConverter.ToInt16(element)),
        "ushort" => Text(BitConverter.ToUInt16(element)),
        "char" => $"'{BitConverter.ToChar(element)}'",
        "System.Half" => Text(BitConverter.ToHalf(element)),
        "int" => Text(BitConverter.ToInt32(element)),
        "uint" => Text(BitConverter.ToUInt32(element)),
        "float" => BitConverter.ToSingle(element).ToString("R", CultureInfo.InvariantCulture),
        "long" => Text(BitConverter.ToInt64(element)),
        "ulong" => Text(BitConverter.ToUInt64(element)),
        "double" => BitConverter.ToDouble(element).ToString("R", CultureInfo.InvariantCulture),
        "System.TimeSpan" => new TimeSpan(BitConverter.ToInt64(element)).ToString("c", CultureInfo.InvariantCulture),
        _ => new Guid(element).ToString(),
    };

    static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}

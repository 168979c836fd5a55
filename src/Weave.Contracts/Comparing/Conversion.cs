namespace Weave.Contracts;

/// <summary>How a saved value becomes one of a wider type. Integers of all sizes are saved alike, so that from one to another there is nothing to do.</summary>
/// <param name="Kind">What happens to the number.</param>
/// <param name="FromNullable">True if the old value may be missing.</param>
/// <param name="ToNullable">True if the new one may be.</param>
public readonly record struct Conversion(ConversionKind Kind, bool FromNullable = false, bool ToNullable = false)
{
    /// <summary>Nothing has to be done.</summary>
    public static Conversion None => default;

    /// <summary>The conversion that loses nothing, or null.</summary>
    /// <param name="from">The old type.</param>
    /// <param name="to">The new type.</param>
    public static Conversion? Between(string from, string to)
    {
        (from, to) = (Unannotated(from), Unannotated(to));
        if (from == to)
            return None;
        var (fromNullable, toNullable) = (IsNullable(ref from), IsNullable(ref to));
        if (fromNullable && !toNullable)
            return null;
        if (from == to)
            return IsValueType(from) ? new(ConversionKind.None, fromNullable, toNullable) : null;
        return Widening(from, to) is { } kind ? new(kind, fromNullable, toNullable) : null;
    }

    static bool IsNullable(ref string type)
    {
        if (!type.EndsWith("?", StringComparison.Ordinal))
            return false;
        type = type.Substring(0, type.Length - 1);
        return true;
    }

    /// <summary>An annotation of a reference says nothing of its value; once it was spelled after some.</summary>
    static string Unannotated(string type) =>
        type is "string?" or "object?" or "dynamic?" || (type.StartsWith("System.Collections.", StringComparison.Ordinal) && type.EndsWith(">?", StringComparison.Ordinal)) ? type.Substring(0, type.Length - 1) : type;

    // A question mark stands after value types alone, so whatever it was taken from or is put after is one.
    static bool IsValueType(string type) => type is not ("string" or "object");

    static ConversionKind? Widening(string from, string to) => (from, to) switch
    {
        ("sbyte", "short" or "int" or "long" or "nint" or "System.Int128") => ConversionKind.None,
        ("byte", "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "nint" or "nuint" or "System.Int128" or "System.UInt128") => ConversionKind.None,
        ("short", "int" or "long" or "nint" or "System.Int128") => ConversionKind.None,
        ("ushort" or "char", "int" or "uint" or "long" or "ulong" or "nint" or "nuint" or "System.Int128" or "System.UInt128") => ConversionKind.None,
        ("char", "ushort") => ConversionKind.None,
        ("int", "long" or "nint" or "System.Int128") => ConversionKind.None,
        ("nint", "long" or "System.Int128") => ConversionKind.None,
        ("uint", "long" or "ulong" or "nuint" or "System.Int128" or "System.UInt128") => ConversionKind.None,
        ("nuint", "ulong" or "System.Int128" or "System.UInt128") => ConversionKind.None,
        ("long", "System.Int128") => ConversionKind.None,
        ("ulong", "System.Int128" or "System.UInt128") => ConversionKind.None,
        ("sbyte" or "byte" or "short" or "ushort" or "char", "float") => ConversionKind.IntegerToSingle,
        ("sbyte" or "byte" or "short" or "ushort" or "char" or "int" or "uint", "double") => ConversionKind.IntegerToDouble,
        ("sbyte" or "byte" or "short" or "ushort" or "char" or "int" or "uint" or "long" or "ulong" or "nint" or "nuint", "decimal") => ConversionKind.IntegerToDecimal,
        ("float", "double") => ConversionKind.SingleToDouble,
        ("System.Half", "float") => ConversionKind.HalfToSingle,
        ("System.Half", "double") => ConversionKind.HalfToDouble,
        _ => null,
    };
}

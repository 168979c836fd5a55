using System.Numerics;
using Weave.State;

namespace Weave.Codecs;

/// <summary>The equality comparers that a hashing collection may have.</summary>
static class Comparers
{
    const int Default = 0;
    const int Ordinal = 1;
    const int OrdinalIgnoreCase = 2;
    const int Invariant = 3;
    const int InvariantIgnoreCase = 4;
    const int Reference = 5;
    const int OfCulture = 6;

    internal static void Write<T>(StateWriter writer, IEqualityComparer<T> comparer)
    {
        var code = Code(comparer);
        writer.PutUInt64((uint)code);
        if (code == OfCulture)
            CultureComparers.Write(writer, comparer);
    }

    /// <summary>The comparer, or null for the default one.</summary>
    internal static IEqualityComparer<T>? Read<T>(StateReader reader)
    {
        var code = reader.GetUnsigned(OfCulture);
        if (code == Default)
            return null;
        object comparer = code switch
        {
            Ordinal => StringComparer.Ordinal,
            OrdinalIgnoreCase => StringComparer.OrdinalIgnoreCase,
            Invariant => StringComparer.InvariantCulture,
            InvariantIgnoreCase => StringComparer.InvariantCultureIgnoreCase,
            OfCulture => CultureComparers.Read(reader),
            _ => ReferenceEqualityComparer.Instance,
        };
        return comparer as IEqualityComparer<T> ?? throw reader.Corrupt("a comparer compares something else");
    }

    /// <summary>True if a key's hash depends on nothing that is filled later.</summary>
    internal static bool HashesAlone<T>() =>
        typeof(T).IsPrimitive || typeof(T).IsEnum
        || typeof(T) == typeof(string) || typeof(T) == typeof(decimal) || typeof(T) == typeof(Guid) || typeof(T) == typeof(DateTime)
        || typeof(T) == typeof(DateTimeOffset) || typeof(T) == typeof(TimeSpan) || typeof(T) == typeof(DateOnly) || typeof(T) == typeof(TimeOnly)
        || typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128) || typeof(T) == typeof(Half) || typeof(T) == typeof(BigInteger);

    static int Code<T>(IEqualityComparer<T> comparer)
    {
        if (ReferenceEquals(comparer, EqualityComparer<T>.Default))
            return Default;
        if (ReferenceEquals(comparer, StringComparer.Ordinal))
            return Ordinal;
        if (ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase))
            return OrdinalIgnoreCase;
        if (comparer.Equals(StringComparer.InvariantCulture))
            return Invariant;
        if (comparer.Equals(StringComparer.InvariantCultureIgnoreCase))
            return InvariantIgnoreCase;
        if (ReferenceEquals(comparer, ReferenceEqualityComparer.Instance))
            return Reference;
        return CultureComparers.Is(comparer)
            ? OfCulture
            : throw new NoCodecException(comparer.GetType(), "the comparer of a collection");
    }
}

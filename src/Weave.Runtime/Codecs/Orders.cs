using Weave.State;

namespace Weave.Codecs;

/// <summary>The ordering comparers that a sorted collection may have.</summary>
static class Orders
{
    const int Default = 0;
    const int Ordinal = 1;
    const int OrdinalIgnoreCase = 2;
    const int Invariant = 3;
    const int InvariantIgnoreCase = 4;
    const int OfCulture = 5;

    internal static void Write<T>(StateWriter writer, IComparer<T> comparer)
    {
        var code = Code(comparer);
        writer.PutUInt64((uint)code);
        if (code == OfCulture)
            CultureComparers.Write(writer, comparer);
    }

    /// <summary>The comparer, or null for the default one.</summary>
    internal static IComparer<T>? Read<T>(StateReader reader)
    {
        var code = reader.GetUnsigned(OfCulture);
        if (code == Default)
            return null;
        object comparer = code switch
        {
            Ordinal => StringComparer.Ordinal,
            OrdinalIgnoreCase => StringComparer.OrdinalIgnoreCase,
            Invariant => StringComparer.InvariantCulture,
            OfCulture => CultureComparers.Read(reader),
            _ => StringComparer.InvariantCultureIgnoreCase,
        };
        return comparer as IComparer<T> ?? throw reader.Corrupt("a comparer compares something else");
    }

    static int Code<T>(IComparer<T> comparer)
    {
        if (ReferenceEquals(comparer, Comparer<T>.Default))
            return Default;
        if (ReferenceEquals(comparer, StringComparer.Ordinal))
            return Ordinal;
        if (ReferenceEquals(comparer, StringComparer.OrdinalIgnoreCase))
            return OrdinalIgnoreCase;
        if (comparer.Equals(StringComparer.InvariantCulture))
            return Invariant;
        if (comparer.Equals(StringComparer.InvariantCultureIgnoreCase))
            return InvariantIgnoreCase;
        return CultureComparers.Is(comparer) ? OfCulture : throw new NoCodecException(comparer.GetType(), "the comparer of a collection");
    }
}

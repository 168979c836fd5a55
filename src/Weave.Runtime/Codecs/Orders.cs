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

    internal static void Write<T>(StateWriter writer, IComparer<T> comparer) => writer.PutUInt64((uint)Code(comparer));

    /// <summary>The comparer, or null for the default one.</summary>
    internal static IComparer<T>? Read<T>(StateReader reader)
    {
        var code = reader.GetUnsigned(InvariantIgnoreCase);
        if (code == Default)
            return null;
        object comparer = code switch
        {
            Ordinal => StringComparer.Ordinal,
            OrdinalIgnoreCase => StringComparer.OrdinalIgnoreCase,
            Invariant => StringComparer.InvariantCulture,
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
        return comparer.Equals(StringComparer.InvariantCultureIgnoreCase) ? InvariantIgnoreCase : throw new NoCodecException(comparer.GetType(), "the comparer of a collection");
    }
}

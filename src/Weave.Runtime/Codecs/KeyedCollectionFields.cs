using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Weave.State;

namespace Weave.Codecs;

/// <summary>What <see cref="KeyedCollection{TKey, TItem}"/> holds where a class of the user's source derives from it, its base class apart. No key is asked for.</summary>
/// <typeparam name="TKey">The key type.</typeparam>
/// <typeparam name="TItem">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KeyedCollectionFields<TKey, TItem>
    where TKey : notnull
{
    /// <summary>Writes what the base class holds.</summary>
    /// <param name="writer">Receives it.</param>
    /// <param name="value">The object.</param>
    public static void Write(StateWriter writer, KeyedCollection<TKey, TItem> value)
    {
        writer.Put(Comparer(value));
        writer.Put(ByKey(value));
        writer.Put(KeyCount(value));
        writer.Put(Threshold(value));
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="reader">Gives it.</param>
    /// <param name="value">The object.</param>
    public static void Read(StateReader reader, KeyedCollection<TKey, TItem> value)
    {
        Comparer(value) = reader.Get<IEqualityComparer<TKey>>() ?? throw reader.Corrupt("a collection has no comparer");
        ByKey(value) = reader.Get<Dictionary<TKey, TItem>?>();
        KeyCount(value) = reader.Get<int>();
        Threshold(value) = reader.Get<int>();
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "comparer")]
    static extern ref IEqualityComparer<TKey> Comparer(KeyedCollection<TKey, TItem> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "dict")]
    static extern ref Dictionary<TKey, TItem>? ByKey(KeyedCollection<TKey, TItem> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "keyCount")]
    static extern ref int KeyCount(KeyedCollection<TKey, TItem> value);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "threshold")]
    static extern ref int Threshold(KeyedCollection<TKey, TItem> value);
}

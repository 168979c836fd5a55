using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="OrderedDictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OrderedDictionaryCursor<TKey, TValue> : IndexCursor<OrderedDictionary<TKey, TValue>.Enumerator, OrderedDictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public OrderedDictionaryCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public OrderedDictionaryCursor(OrderedDictionary<TKey, TValue>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override OrderedDictionary<TKey, TValue>? Over(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator) => Fields.Dictionary(ref enumerator);

    private protected override OrderedDictionary<TKey, TValue>.Enumerator Begin(OrderedDictionary<TKey, TValue> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(OrderedDictionary<TKey, TValue> collection, int place) => place >= 0;

    private protected override ref int Index(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(OrderedDictionary<TKey, TValue> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_dictionary")]
        public static extern ref OrderedDictionary<TKey, TValue> Dictionary(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref OrderedDictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(OrderedDictionary<TKey, TValue> collection);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over the values of a <see cref="Dictionary{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryValuesCursor<TKey, TValue> : IndexCursor<Dictionary<TKey, TValue>.ValueCollection.Enumerator, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public DictionaryValuesCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public DictionaryValuesCursor(Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override Dictionary<TKey, TValue>? Over(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator) => Fields.Dictionary(ref enumerator);

    private protected override Dictionary<TKey, TValue>.ValueCollection.Enumerator Begin(Dictionary<TKey, TValue> collection) => collection.Values.GetEnumerator();

    private protected override bool IsPlace(Dictionary<TKey, TValue> collection, int place) => place >= 0;

    private protected override ref int Index(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(Dictionary<TKey, TValue> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_dictionary")]
        public static extern ref Dictionary<TKey, TValue> Dictionary(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref Dictionary<TKey, TValue>.ValueCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(Dictionary<TKey, TValue> collection);
    }
}

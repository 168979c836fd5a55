using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="Dictionary{TKey, TValue}"/>. A place is a slot: removals and a Clear leave an enumeration valid, so it may lie behind the last one.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryCursor<TKey, TValue> : IndexCursor<Dictionary<TKey, TValue>.Enumerator, Dictionary<TKey, TValue>>
    where TKey : notnull
{
    /// <summary>For loading.</summary>
    public DictionaryCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public DictionaryCursor(Dictionary<TKey, TValue>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override Dictionary<TKey, TValue>? Over(ref Dictionary<TKey, TValue>.Enumerator enumerator) => Fields.Dictionary(ref enumerator);

    private protected override Dictionary<TKey, TValue>.Enumerator Begin(Dictionary<TKey, TValue> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(Dictionary<TKey, TValue> collection, int place) => place >= 0;

    private protected override ref int Index(ref Dictionary<TKey, TValue>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref Dictionary<TKey, TValue>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(Dictionary<TKey, TValue> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_dictionary")]
        public static extern ref Dictionary<TKey, TValue> Dictionary(ref Dictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref Dictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref Dictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(Dictionary<TKey, TValue> collection);
    }
}

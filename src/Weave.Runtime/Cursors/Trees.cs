using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>The counts of changes that sorted collections keep to themselves.</summary>
static class Trees
{
    internal static int Version<T>(SortedSet<T> collection) => Set<T>.Version(collection);

    internal static int Version<TKey, TValue>(SortedDictionary<TKey, TValue> collection)
        where TKey : notnull
    {
        var enumerator = collection.GetEnumerator();
        return Version(Set<KeyValuePair<TKey, TValue>>.Tree(ref Dictionary<TKey, TValue>.Pairs(ref enumerator)));
    }

    internal static int Version<TKey, TValue>(SortedList<TKey, TValue> collection)
        where TKey : notnull => List<TKey, TValue>.Version(collection);

    internal static SortedDictionary<TKey, TValue> Owner<TKey, TValue>(SortedDictionary<TKey, TValue>.KeyCollection keys)
        where TKey : notnull => Dictionary<TKey, TValue>.Owner(keys);

    internal static SortedDictionary<TKey, TValue> Owner<TKey, TValue>(SortedDictionary<TKey, TValue>.ValueCollection values)
        where TKey : notnull => Dictionary<TKey, TValue>.Owner(values);

    static class Set<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "version")]
        public static extern ref int Version(SortedSet<T> collection);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_tree")]
        public static extern ref SortedSet<T> Tree(ref SortedSet<T>.Enumerator enumerator);
    }

    static class Dictionary<TKey, TValue>
        where TKey : notnull
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_treeEnum")]
        public static extern ref SortedSet<KeyValuePair<TKey, TValue>>.Enumerator Pairs(ref SortedDictionary<TKey, TValue>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_dictionary")]
        public static extern ref SortedDictionary<TKey, TValue> Owner(SortedDictionary<TKey, TValue>.KeyCollection keys);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_dictionary")]
        public static extern ref SortedDictionary<TKey, TValue> Owner(SortedDictionary<TKey, TValue>.ValueCollection values);
    }

    static class List<TKey, TValue>
        where TKey : notnull
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "version")]
        public static extern ref int Version(SortedList<TKey, TValue> collection);
    }
}

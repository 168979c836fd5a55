using System.Collections.Immutable;
using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>Begins enumerations that count their steps.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Walk
{
    /// <summary>Begins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<SortedSet<T>, SortedSet<T>.Enumerator, T> Over<T>(SortedSet<T> collection) =>
        new(collection, collection.GetEnumerator(), Trees.Version(collection));

    /// <summary>Begins.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> Over<TKey, TValue>(SortedDictionary<TKey, TValue> collection)
        where TKey : notnull =>
        new(collection, collection.GetEnumerator(), Trees.Version(collection));

    /// <summary>Begins.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.KeyCollection.Enumerator, TKey> Over<TKey, TValue>(SortedDictionary<TKey, TValue>.KeyCollection collection)
        where TKey : notnull
    {
        var owner = Trees.Owner(collection);
        return new(owner, collection.GetEnumerator(), Trees.Version(owner));
    }

    /// <summary>Begins.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<SortedDictionary<TKey, TValue>, SortedDictionary<TKey, TValue>.ValueCollection.Enumerator, TValue> Over<TKey, TValue>(SortedDictionary<TKey, TValue>.ValueCollection collection)
        where TKey : notnull
    {
        var owner = Trees.Owner(collection);
        return new(owner, collection.GetEnumerator(), Trees.Version(owner));
    }

    /// <summary>Begins.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<SortedList<TKey, TValue>, IEnumerator<KeyValuePair<TKey, TValue>>, KeyValuePair<TKey, TValue>> Over<TKey, TValue>(SortedList<TKey, TValue> collection)
        where TKey : notnull =>
        new(collection, collection.GetEnumerator(), Trees.Version(collection));

    /// <summary>Begins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<ImmutableList<T>, ImmutableList<T>.Enumerator, T> Over<T>(ImmutableList<T> collection) =>
        new(collection, collection.GetEnumerator(), 0);

    /// <summary>Begins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<ImmutableSortedSet<T>, ImmutableSortedSet<T>.Enumerator, T> Over<T>(ImmutableSortedSet<T> collection) =>
        new(collection, collection.GetEnumerator(), 0);

    /// <summary>Begins.</summary>
    /// <typeparam name="TKey">The key.</typeparam>
    /// <typeparam name="TValue">The value.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<ImmutableSortedDictionary<TKey, TValue>, ImmutableSortedDictionary<TKey, TValue>.Enumerator, KeyValuePair<TKey, TValue>> Over<TKey, TValue>(ImmutableSortedDictionary<TKey, TValue> collection)
        where TKey : notnull =>
        new(collection, collection.GetEnumerator(), 0);

    /// <summary>Begins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<ImmutableStack<T>, IEnumerator<T>, T> Over<T>(ImmutableStack<T> collection) =>
        new(collection, ((IEnumerable<T>)collection).GetEnumerator(), 0);

    /// <summary>Begins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="collection">What to go over.</param>
    public static Walk<ImmutableQueue<T>, IEnumerator<T>, T> Over<T>(ImmutableQueue<T> collection) =>
        new(collection, ((IEnumerable<T>)collection).GetEnumerator(), 0);

    /// <summary>What an enumerator throws when its collection has changed.</summary>
    internal static void ThrowChanged()
    {
        SortedSet<int> set = [0];
        using var enumerator = set.GetEnumerator();
        set.Add(1);
        enumerator.MoveNext();
    }
}

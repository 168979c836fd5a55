using System.Collections;
using System.Collections.Immutable;

namespace Weave.Generator.Support;

/// <summary>An immutable array with the equality of its items: what the models of an incremental pipeline are made of, so that equal models are not processed twice.</summary>
/// <typeparam name="T">The type of an item; its own equality decides.</typeparam>
readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    readonly ImmutableArray<T> items;

    /// <param name="items">The items; the default array counts as empty.</param>
    public EquatableArray(ImmutableArray<T> items) => this.items = items;

    /// <param name="items">The items, copied.</param>
    public EquatableArray(IEnumerable<T> items) => this.items = [.. items];

    /// <summary>The array without items.</summary>
    public static EquatableArray<T> Empty => default;

    /// <summary>The items; never the default array.</summary>
    public ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <inheritdoc/>
    public int Count => items.IsDefault ? 0 : items.Length;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    /// <inheritdoc/>
    public bool Equals(EquatableArray<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in Items)
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        return hash;
    }

    /// <summary>Walks the items without allocating.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);
}

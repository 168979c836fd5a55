using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>
/// An enumeration that counts its steps, over a collection whose enumerator does not say where it stands (trees). To go on from a saved one takes as many steps again.
/// </summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="TEnumerator">Its enumerator.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct Walk<TCollection, TEnumerator, T>
    where TCollection : class
    where TEnumerator : IEnumerator<T>
{
    TEnumerator enumerator;

    internal Walk(TCollection collection, TEnumerator enumerator, int version)
    {
        Collection = collection;
        this.enumerator = enumerator;
        Version = version;
    }

    /// <summary>What the enumerator gives.</summary>
    public readonly T Current => enumerator.Current;

    internal TCollection Collection { get; }

    /// <summary>The collection's count of changes when the enumeration began.</summary>
    internal int Version { get; }

    /// <summary>Elements given so far.</summary>
    internal int Steps { get; private set; }

    /// <summary>True if the collection was changed since the enumeration began.</summary>
    internal bool IsStale { readonly get; set; }

    /// <summary>The next element.</summary>
    public bool MoveNext()
    {
        if (IsStale)
            Walk.ThrowChanged();
        if (!enumerator.MoveNext())
            return false;
        Steps++;
        return true;
    }
}

using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach that counts its steps.</summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="TEnumerator">Its enumerator.</typeparam>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WalkCursor<TCollection, TEnumerator, T> : Cursor<Walk<TCollection, TEnumerator, T>, TCollection>
    where TCollection : class
    where TEnumerator : IEnumerator<T>
{
    private protected WalkCursor()
    {
    }

    private protected WalkCursor(Walk<TCollection, TEnumerator, T> walk)
        : base(walk)
    {
    }

    private protected sealed override TCollection? Over(ref Walk<TCollection, TEnumerator, T> enumerator) => enumerator.Collection;

    private protected sealed override bool IsChanged(ref Walk<TCollection, TEnumerator, T> enumerator, TCollection collection) =>
        enumerator.IsStale || enumerator.Version != Version(collection);

    private protected sealed override int PlaceOf(ref Walk<TCollection, TEnumerator, T> enumerator) => enumerator.Steps;

    internal sealed override bool TryPlace(TCollection collection, int place, out Walk<TCollection, TEnumerator, T> enumerator)
    {
        enumerator = Begin(collection);
        while (enumerator.Steps < place)
        {
            if (!enumerator.MoveNext())
                return false;
        }

        return place >= 0;
    }

    private protected sealed override Walk<TCollection, TEnumerator, T> Stale(TCollection collection)
    {
        var walk = Begin(collection);
        walk.IsStale = true;
        return walk;
    }

    private protected abstract Walk<TCollection, TEnumerator, T> Begin(TCollection collection);

    /// <summary>The collection's count of changes; 0 if it cannot change.</summary>
    private protected abstract int Version(TCollection collection);
}

using System.ComponentModel;

namespace Weave.Cursors;

/// <summary>A foreach whose enumerator counts: a position in a field of its own, which can be set.</summary>
/// <typeparam name="TEnumerator">The collection's enumerator.</typeparam>
/// <typeparam name="TCollection">The collection.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class IndexCursor<TEnumerator, TCollection> : Cursor<TEnumerator, TCollection>
    where TCollection : class
{
    private protected IndexCursor()
    {
    }

    private protected IndexCursor(TEnumerator enumerator)
        : base(enumerator)
    {
    }

    private protected sealed override bool IsChanged(ref TEnumerator enumerator, TCollection collection) => Version(ref enumerator) != Version(collection);

    private protected sealed override int PlaceOf(ref TEnumerator enumerator) => Index(ref enumerator);

    internal sealed override bool TryPlace(TCollection collection, int place, out TEnumerator enumerator)
    {
        enumerator = Begin(collection);
        return IsPlace(collection, place) && Go(ref enumerator, place);
    }

    private protected sealed override TEnumerator Stale(TCollection collection)
    {
        var enumerator = Begin(collection);
        Version(ref enumerator)--;
        return enumerator;
    }

    /// <summary>Takes a fresh enumerator to a place.</summary>
    private protected virtual bool Go(ref TEnumerator enumerator, int place)
    {
        Index(ref enumerator) = place;
        return true;
    }

    private protected abstract TEnumerator Begin(TCollection collection);

    private protected abstract bool IsPlace(TCollection collection, int place);

    private protected abstract ref int Index(ref TEnumerator enumerator);

    private protected abstract ref int Version(ref TEnumerator enumerator);

    private protected abstract int Version(TCollection collection);
}

using System.ComponentModel;
using Weave.State;

namespace Weave.Cursors;

/// <summary>A foreach over a collection that counts its changes: the enumerator knows a place and the count it began with.</summary>
/// <typeparam name="TEnumerator">The collection's enumerator.</typeparam>
/// <typeparam name="TCollection">The collection.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Cursor<TEnumerator, TCollection> : Cursor
    where TCollection : class
{
    TEnumerator live;

    private protected Cursor() => live = default!;

    private protected Cursor(TEnumerator enumerator) => live = enumerator;

    internal sealed override object? Boxed => live;

    /// <summary>The enumerator, to go on with.</summary>
    public TEnumerator Resume() => live;

    internal sealed override (object? Collection, int? Place) Position
    {
        get
        {
            var collection = Over(ref live);
            return (collection, collection is null || IsChanged(ref live, collection) ? null : PlaceOf(ref live));
        }
    }

    internal sealed override void Write(StateWriter writer)
    {
        var (collection, place) = Position;

        // The collection comes first, like a key: a loader fills it before this cursor.
        writer.PutObject(collection);
        writer.PutKeysEnd();
        if (place is null)
            writer.PutNil();
        else
            writer.PutInt64(place.Value);
    }

    internal sealed override void Read(StateReader reader)
    {
        var collection = reader.Get<TCollection?>();
        reader.ExpectMarker(ItemWalker.KeysEnd);
        if (reader.TryNil())
        {
            if (collection is not null)
                live = Stale(collection);
            return;
        }

        var place = (int)reader.GetInteger(int.MinValue, int.MaxValue);
        if (collection is null || !TryPlace(collection, place, out live))
            throw reader.Corrupt("a foreach stands where its collection has no place");
    }

    /// <summary>What the enumerator goes over; null for one that has not begun.</summary>
    private protected abstract TCollection? Over(ref TEnumerator enumerator);

    /// <summary>True if the collection was changed since the enumeration began: the next step throws.</summary>
    private protected abstract bool IsChanged(ref TEnumerator enumerator, TCollection collection);

    /// <summary>Where in the collection it stands.</summary>
    private protected abstract int PlaceOf(ref TEnumerator enumerator);

    /// <summary>An enumerator that stands there, if there is such a place.</summary>
    internal abstract bool TryPlace(TCollection collection, int place, out TEnumerator enumerator);

    /// <summary>An enumerator whose next step throws.</summary>
    private protected abstract TEnumerator Stale(TCollection collection);
}

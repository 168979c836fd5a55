using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weave.Cursors;

/// <summary>A foreach over an <see cref="ImmutableArray{T}"/>: over the array in it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableArrayCursor<T> : Cursor<ImmutableArray<T>.Enumerator, T[]>
{
    /// <summary>For loading.</summary>
    public ImmutableArrayCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public ImmutableArrayCursor(ImmutableArray<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override T[]? Over(ref ImmutableArray<T>.Enumerator enumerator) => Fields.Array(ref enumerator);

    private protected override bool IsChanged(ref ImmutableArray<T>.Enumerator enumerator, T[] collection) => false;

    private protected override int PlaceOf(ref ImmutableArray<T>.Enumerator enumerator) => Fields.Index(ref enumerator);

    internal override bool TryPlace(T[] collection, int place, out ImmutableArray<T>.Enumerator enumerator)
    {
        enumerator = Stale(collection);
        Fields.Index(ref enumerator) = place;
        return place >= -1 && place < collection.Length;
    }

    private protected override ImmutableArray<T>.Enumerator Stale(T[] collection) => ImmutableCollectionsMarshal.AsImmutableArray(collection).GetEnumerator();

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_array")]
        public static extern ref T[] Array(ref ImmutableArray<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref ImmutableArray<T>.Enumerator enumerator);
    }
}

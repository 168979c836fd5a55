using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over an array behind an interface. Its enumerator has no public type; an array's length never changes, so nothing ends it.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayCursor<T> : Cursor<IEnumerator<T>, T[]>
{
    /// <summary>For loading.</summary>
    public ArrayCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public ArrayCursor(IEnumerator<T> enumerator)
        : base(enumerator)
    {
    }

    /// <summary>An enumerator of the kind.</summary>
    internal static IEnumerator<T> Example => Begin(new T[1]);

    private protected override T[]? Over(ref IEnumerator<T> enumerator) => enumerator is null ? null : Fields.Array(enumerator);

    private protected override bool IsChanged(ref IEnumerator<T> enumerator, T[] collection) => false;

    private protected override int PlaceOf(ref IEnumerator<T> enumerator) => Fields.Index(enumerator);

    internal override bool TryPlace(T[] collection, int place, out IEnumerator<T> enumerator)
    {
        enumerator = Begin(collection);
        if (place < -1 || place >= collection.Length)
            return false;
        if (place >= 0)
            Fields.Index(enumerator) = place;
        return true;
    }

    private protected override IEnumerator<T> Stale(T[] collection) => Begin(collection);

    static IEnumerator<T> Begin(T[] collection) => ((IEnumerable<T>)collection).GetEnumerator();

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_array")]
        public static extern ref T[] Array([UnsafeAccessorType("System.SZGenericArrayEnumerator`1[[!0]], System.Private.CoreLib")] object enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index([UnsafeAccessorType("System.SZGenericArrayEnumeratorBase, System.Private.CoreLib")] object enumerator);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="LinkedList{T}"/>. Going on walks to its place: nodes have no number.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkedListCursor<T> : IndexCursor<LinkedList<T>.Enumerator, LinkedList<T>>
{
    /// <summary>For loading.</summary>
    public LinkedListCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public LinkedListCursor(LinkedList<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override LinkedList<T>? Over(ref LinkedList<T>.Enumerator enumerator) => Fields.List(ref enumerator);

    private protected override LinkedList<T>.Enumerator Begin(LinkedList<T> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(LinkedList<T> collection, int place) => (uint)place <= (uint)collection.Count;

    private protected override bool Go(ref LinkedList<T>.Enumerator enumerator, int place)
    {
        while (place > 0 && enumerator.MoveNext())
            place--;
        return place == 0;
    }

    private protected override ref int Index(ref LinkedList<T>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref LinkedList<T>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(LinkedList<T> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
        public static extern ref LinkedList<T> List(ref LinkedList<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref LinkedList<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref LinkedList<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "version")]
        public static extern ref int Version(LinkedList<T> collection);
    }
}

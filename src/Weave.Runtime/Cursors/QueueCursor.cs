using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="Queue{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class QueueCursor<T> : IndexCursor<Queue<T>.Enumerator, Queue<T>>
{
    /// <summary>For loading.</summary>
    public QueueCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public QueueCursor(Queue<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override Queue<T>? Over(ref Queue<T>.Enumerator enumerator) => Fields.Queue(ref enumerator);

    private protected override Queue<T>.Enumerator Begin(Queue<T> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(Queue<T> collection, int place) => place >= -1 && place < collection.Count;

    private protected override ref int Index(ref Queue<T>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref Queue<T>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(Queue<T> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_queue")]
        public static extern ref Queue<T> Queue(ref Queue<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_i")]
        public static extern ref int Index(ref Queue<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref Queue<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(Queue<T> collection);
    }
}

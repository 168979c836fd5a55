using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="List{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListCursor<T> : IndexCursor<List<T>.Enumerator, List<T>>
{
    /// <summary>For loading.</summary>
    public ListCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public ListCursor(List<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override List<T>? Over(ref List<T>.Enumerator enumerator) => Fields.List(ref enumerator);

    private protected override List<T>.Enumerator Begin(List<T> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(List<T> collection, int place) => (uint)place <= (uint)collection.Count;

    private protected override ref int Index(ref List<T>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref List<T>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(List<T> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_list")]
        public static extern ref List<T> List(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref List<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(List<T> collection);
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="HashSet{T}"/>. A place is a slot: removals and a Clear leave an enumeration valid, so it may lie behind the last one.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HashSetCursor<T> : IndexCursor<HashSet<T>.Enumerator, HashSet<T>>
{
    /// <summary>For loading.</summary>
    public HashSetCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public HashSetCursor(HashSet<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override HashSet<T>? Over(ref HashSet<T>.Enumerator enumerator) => Fields.Set(ref enumerator);

    private protected override HashSet<T>.Enumerator Begin(HashSet<T> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(HashSet<T> collection, int place) => place >= 0;

    private protected override ref int Index(ref HashSet<T>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref HashSet<T>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(HashSet<T> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_hashSet")]
        public static extern ref HashSet<T> Set(ref HashSet<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref HashSet<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref HashSet<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(HashSet<T> collection);
    }
}

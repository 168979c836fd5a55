using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over a <see cref="Stack{T}"/>. It counts down.</summary>
/// <typeparam name="T">The element type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StackCursor<T> : IndexCursor<Stack<T>.Enumerator, Stack<T>>
{
    /// <summary>For loading.</summary>
    public StackCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public StackCursor(Stack<T>.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override Stack<T>? Over(ref Stack<T>.Enumerator enumerator) => Fields.Stack(ref enumerator);

    private protected override Stack<T>.Enumerator Begin(Stack<T> collection) => collection.GetEnumerator();

    private protected override bool IsPlace(Stack<T> collection, int place) => (uint)place <= (uint)collection.Count;

    private protected override ref int Index(ref Stack<T>.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref Stack<T>.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(Stack<T> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_stack")]
        public static extern ref Stack<T> Stack(ref Stack<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref Stack<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref Stack<T>.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(Stack<T> collection);
    }
}

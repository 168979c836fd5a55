using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Cursors;

/// <summary>A foreach over the items of a <see cref="PriorityQueue{TElement, TPriority}"/>, in the order of its heap.</summary>
/// <typeparam name="TElement">The element.</typeparam>
/// <typeparam name="TPriority">Its priority.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PriorityQueueCursor<TElement, TPriority> : IndexCursor<PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator, PriorityQueue<TElement, TPriority>>
{
    /// <summary>For loading.</summary>
    public PriorityQueueCursor()
    {
    }

    /// <param name="enumerator">The enumerator to save.</param>
    public PriorityQueueCursor(PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator)
        : base(enumerator)
    {
    }

    private protected override PriorityQueue<TElement, TPriority>? Over(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator) => Fields.Queue(ref enumerator);

    private protected override PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator Begin(PriorityQueue<TElement, TPriority> collection) => collection.UnorderedItems.GetEnumerator();

    private protected override bool IsPlace(PriorityQueue<TElement, TPriority> collection, int place) => (uint)place <= (uint)collection.Count;

    private protected override ref int Index(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator) => ref Fields.Index(ref enumerator);

    private protected override ref int Version(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator) => ref Fields.Version(ref enumerator);

    private protected override int Version(PriorityQueue<TElement, TPriority> collection) => Fields.Version(collection);

    static class Fields
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_queue")]
        public static extern ref PriorityQueue<TElement, TPriority> Queue(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        public static extern ref int Index(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(ref PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator enumerator);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_version")]
        public static extern ref int Version(PriorityQueue<TElement, TPriority> collection);
    }
}

using System.ComponentModel;
using Weave.Cursors;
using Weave.State;

namespace Weave.Codecs;

/// <summary><see cref="PriorityQueue{TElement, TPriority}"/> with a comparer that Weave knows, its heap in order: equal priorities leave it in the order of the original.</summary>
/// <typeparam name="TElement">The element.</typeparam>
/// <typeparam name="TPriority">Its priority.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PriorityQueueCodec<TElement, TPriority> : ObjectCodec<PriorityQueue<TElement, TPriority>>
{
    /// <inheritdoc/>
    public override string Schema => TypeName.Of(typeof(PriorityQueue<TElement, TPriority>));

    internal override IEnumerable<CursorKind> Enumerators =>
    [
        CursorKind.Of<PriorityQueue<TElement, TPriority>.UnorderedItemsCollection.Enumerator, PriorityQueueCursor<TElement, TPriority>>(static e => new(e)),
    ];

    /// <inheritdoc/>
    public override bool Late => true;

    /// <inheritdoc/>
    public override void WriteBody(StateWriter writer, PriorityQueue<TElement, TPriority> value)
    {
        Orders.Write(writer, value.Comparer);

        // Priorities are compared when the heap is made, so they come first, like keys.
        writer.PutUInt64((uint)value.Count);
        foreach (var (_, priority) in value.UnorderedItems)
            writer.Put(priority);
        writer.PutKeysEnd();
        foreach (var (element, _) in value.UnorderedItems)
            writer.Put(element);
    }

    /// <inheritdoc/>
    public override PriorityQueue<TElement, TPriority> Allocate(StateReader reader) => new(Orders.Read<TPriority>(reader));

    /// <inheritdoc/>
    public override void ReadBody(StateReader reader, PriorityQueue<TElement, TPriority> value)
    {
        var items = new (TElement Element, TPriority Priority)[reader.GetCount()];
        foreach (ref var item in items.AsSpan())
            item.Priority = reader.Get<TPriority>();
        reader.ExpectMarker(ItemWalker.KeysEnd);
        foreach (ref var item in items.AsSpan())
            item.Element = reader.Get<TElement>();

        // What is a heap already stays as it is.
        value.EnqueueRange(items);
    }
}

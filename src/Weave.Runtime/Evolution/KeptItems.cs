using Weave.State;

namespace Weave.Evolution;

/// <summary>Items that nobody here understands, with the references in them made whole.</summary>
static class KeptItems
{
    /// <summary>The references in some items, each with the object it names.</summary>
    public static IReadOnlyList<(int Start, int Length, object Target)> References(ReadOnlySpan<byte> items, ObjectHeap heap, StateReader reader)
    {
        List<(int, int, object)>? found = null;
        var walker = new ItemWalker(items);
        while (walker.NextReference(keysOnly: false, out var id))
        {
            var size = (int)ItemWalker.SizeAt(items, walker.Last);
            (found ??= []).Add((walker.Last, size, heap.Get(id, reader)));
        }

        return found ?? (IReadOnlyList<(int, int, object)>)[];
    }

    /// <summary>Writes them with the ids that the objects have now.</summary>
    public static void Write(StateWriter writer, ReadOnlySpan<byte> items, IReadOnlyList<(int Start, int Length, object Target)> references)
    {
        var at = 0;
        foreach (var (start, length, target) in references)
        {
            writer.PutItems(items[at..start]);
            writer.PutObject(target);
            at = start + length;
        }

        writer.PutItems(items[at..]);
    }
}

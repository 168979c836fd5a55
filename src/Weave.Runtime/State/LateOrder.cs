namespace Weave.State;

/// <summary>
/// The order in which hashing collections are filled: one whose keys reach another comes after it. Depth first over the records' references;
/// a collection is placed after everything below its keys and before what is below its values. A cycle through keys has no right order; any is taken.
/// </summary>
/// <param name="heap">The objects.</param>
/// <param name="late">The collections.</param>
/// <param name="visited">What has been visited already: one for each index.</param>
sealed class LateOrder(ObjectHeap heap, List<int> late, bool[] visited)
{
    readonly List<int> order = [];

    // An index to visit, or the complement of one to place.
    readonly Stack<int> work = new();

    internal List<int> Sort()
    {
        foreach (var start in late)
        {
            work.Push(start);
            while (work.TryPop(out var next))
            {
                if (next < 0)
                    order.Add(~next);
                else if (!visited[next])
                    Visit(next);
            }
        }

        return order;
    }

    void Visit(int index)
    {
        visited[index] = true;
        if (heap.IsResident(index) || heap.IsSettled(index))
            return;
        var isLate = heap.IsLate(index);
        if (isLate)
        {
            // Last in, first out: all references, then the place, then the keys on top.
            PushReferences(index, keysOnly: false);
            work.Push(~index);
        }

        PushReferences(index, keysOnly: isLate);
    }

    void PushReferences(int index, bool keysOnly)
    {
        var walker = new ItemWalker(heap.Body(index));
        while (walker.NextReference(keysOnly, out var id))
        {
            if (heap.IndexOf(id) is >= 0 and var target && !visited[target])
                work.Push(target);
        }
    }
}

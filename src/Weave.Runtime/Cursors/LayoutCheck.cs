using System.Collections;
using System.Collections.Concurrent;

namespace Weave.Cursors;

/// <summary>
/// What an enumerator keeps to itself is read and set by name. Before the first cursor of a kind is saved or loaded, one over a few numbers is: where this version of .NET
/// has it otherwise, that is an error of its own, never a guess.
/// </summary>
static class LayoutCheck
{
    static readonly ConcurrentDictionary<Type, bool> known = new();

    static readonly Dictionary<Type, Func<bool>> checks = new()
    {
        [typeof(ListCursor<>)] = static () => Like<List<int>.Enumerator, List<int>>([1, 2, 3], static c => c.GetEnumerator(), static e => new ListCursor<int>(e), static c => c.Add(4)),
        [typeof(DictionaryCursor<,>)] = static () => Like<Dictionary<int, int>.Enumerator, Dictionary<int, int>>(Map(), static c => c.GetEnumerator(), static e => new DictionaryCursor<int, int>(e), static c => c.Add(4, 4)),
        [typeof(DictionaryKeysCursor<,>)] = static () =>
            Like<Dictionary<int, int>.KeyCollection.Enumerator, Dictionary<int, int>>(Map(), static c => c.Keys.GetEnumerator(), static e => new DictionaryKeysCursor<int, int>(e), static c => c.Add(4, 4)),
        [typeof(DictionaryValuesCursor<,>)] = static () =>
            Like<Dictionary<int, int>.ValueCollection.Enumerator, Dictionary<int, int>>(Map(), static c => c.Values.GetEnumerator(), static e => new DictionaryValuesCursor<int, int>(e), static c => c.Add(4, 4)),
        [typeof(HashSetCursor<>)] = static () => Like<HashSet<int>.Enumerator, HashSet<int>>([1, 2, 3], static c => c.GetEnumerator(), static e => new HashSetCursor<int>(e), static c => c.Add(4)),
        [typeof(QueueCursor<>)] = static () => Like<Queue<int>.Enumerator, Queue<int>>(new([1, 2, 3]), static c => c.GetEnumerator(), static e => new QueueCursor<int>(e), static c => c.Enqueue(4)),
        [typeof(StackCursor<>)] = static () => Like<Stack<int>.Enumerator, Stack<int>>(new([1, 2, 3]), static c => c.GetEnumerator(), static e => new StackCursor<int>(e), static c => c.Push(4)),
        [typeof(LinkedListCursor<>)] = static () =>
            Like<LinkedList<int>.Enumerator, LinkedList<int>>(new([1, 2, 3]), static c => c.GetEnumerator(), static e => new LinkedListCursor<int>(e), static c => c.AddLast(4)),
        [typeof(PriorityQueueCursor<,>)] = static () => Like<PriorityQueue<int, int>.UnorderedItemsCollection.Enumerator, PriorityQueue<int, int>>(
            new([(1, 1), (2, 2), (3, 3)]), static c => c.UnorderedItems.GetEnumerator(), static e => new PriorityQueueCursor<int, int>(e), static c => c.Enqueue(4, 4)),
        [typeof(OrderedDictionaryCursor<,>)] = static () => Like<OrderedDictionary<int, int>.Enumerator, OrderedDictionary<int, int>>(
            new(Map()), static c => c.GetEnumerator(), static e => new OrderedDictionaryCursor<int, int>(e), static c => c.Add(4, 4)),
        [typeof(ArrayCursor<>)] = static () => Like<IEnumerator<int>, int[]>([1, 2, 3], static c => ((IEnumerable<int>)c).GetEnumerator(), static e => new ArrayCursor<int>(e), null),
        [typeof(BitArrayCursor)] = static () => Like<IEnumerator, BitArray>(new([true, false, true]), static c => c.GetEnumerator(), static e => new BitArrayCursor(e), static c => c[0] = false),
        [typeof(ArrayListCursor)] = static () => Like<IEnumerator, ArrayList>([1, 2, 3], static c => c.GetEnumerator(), static e => new ArrayListCursor(e), static c => c.Add(4)),
    };

    /// <summary>Throws if cursors of this type would not be what they say.</summary>
    internal static void Ensure(Type cursor)
    {
        var kind = cursor.IsGenericType ? cursor.GetGenericTypeDefinition() : cursor;
        if (!known.GetOrAdd(kind, static kind => !checks.TryGetValue(kind, out var check) || Passes(check)))
            throw new PlatformNotSupportedException($"This version of .NET lays out an enumerator in a way that Weave does not know ({kind.Name}).");
    }

    static bool Passes(Func<bool> check)
    {
        try
        {
            return check();
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    /// <summary>True if an enumerator that is put where another one stands gives the same, and a change shows.</summary>
    static bool Like<TEnumerator, TCollection>(
        TCollection collection, Func<TCollection, TEnumerator> begin, Func<TEnumerator, Cursor<TEnumerator, TCollection>> save, Action<TCollection>? change)
        where TEnumerator : IEnumerator
        where TCollection : class
    {
        var enumerator = begin(collection);
        if (!enumerator.MoveNext())
            return false;
        var cursor = save(enumerator);
        if (cursor.Position is not (var over, { } place) || !ReferenceEquals(over, collection) || !cursor.TryPlace(collection, place, out var other))
            return false;
        bool moved;
        do
        {
            moved = enumerator.MoveNext();
            if (moved != other.MoveNext() || (moved && !Equals(enumerator.Current, other.Current)))
                return false;
        }
        while (moved);
        if (change is null)
            return true;
        change(collection);
        return cursor.Position.Place is null;
    }

    static Dictionary<int, int> Map() => new() { [1] = 1, [2] = 2, [3] = 3 };
}

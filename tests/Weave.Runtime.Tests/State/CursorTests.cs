using System.Collections;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Weave.Codecs;
using Weave.Cursors;
using Weave.State;
using static Weave.Runtime.Tests.State.Strands;

namespace Weave.Runtime.Tests.State;

/// <summary>A foreach that is saved at any position and loaded goes on as the one that was not, whatever happens to the collection before and after.</summary>
public class CursorTests
{
    static CursorTests()
    {
        foreach (var codec in new Codec[]
        {
            new DictionaryCodec<int, string>(), new DictionaryCodec<string, int>(), new HashSetCodec<int>(), new QueueCodec<int>(), new StackCodec<int>(), new LinkedListCodec<int>(),
            new SortedSetCodec<int>(), new SortedDictionaryCodec<int, string>(), new SortedListCodec<int, string>(), new PriorityQueueCodec<string, int>(),
            new OrderedDictionaryCodec<int, string>(), new CollectionCodec<int>(), new ReadOnlyCollectionCodec<int>(), new ReadOnlyDictionaryCodec<int, string>(),
            new ImmutableListCodec<int>(), new ImmutableSortedSetCodec<int>(), new ImmutableSortedDictionaryCodec<int, string>(), new ImmutableStackCodec<int>(),
            new ImmutableQueueCodec<int>(), new ImmutableArrayCodec<int>(), new ArrayCodec<object?[]>(),
        })
        {
            CodecRegistry.Add(codec);
        }
    }

    /// <summary>What happens to a collection; the argument makes it different each time.</summary>
    delegate void Change<in T>(T collection, int number);

    /// <summary>
    /// Every position, with every change before and after the saving, against the enumerator that was never saved.
    /// </summary>
    static void Like<TCollection, TEnumerator>(
        Func<TCollection> make, Func<TCollection, TEnumerator> begin, Step<TEnumerator> step, Func<TEnumerator, Cursor> save, params Change<TCollection>[] changes)
        where TCollection : class
        where TEnumerator : notnull
    {
        changes = [static (_, _) => { }, .. changes];
        for (var position = 1; position < 8; position++)
        {
            foreach (var before in changes)
            {
                foreach (var after in changes)
                {
                    var original = make();
                    var enumerator = begin(original);
                    for (var i = 0; i < position; i++)
                    {
                        if (!step(ref enumerator, out _))
                            return;
                    }

                    before(original, 100);
                    var loaded = Copy(new object?[] { original, save(enumerator) });
                    var copy = (TCollection)loaded[0]!;
                    var resumed = ((Cursor)loaded[1]!).Resume<TEnumerator>();
                    Assert.NotSame(original, copy);
                    after(original, 200);
                    after(copy, 200);
                    Assert.Equal(Rest(ref enumerator, step), Rest(ref resumed, step));
                }
            }
        }
    }

    delegate bool Step<TEnumerator>(ref TEnumerator enumerator, out object? current);

    static List<object?> Rest<TEnumerator>(ref TEnumerator enumerator, Step<TEnumerator> step)
    {
        var rest = new List<object?>();
        try
        {
            while (rest.Count < 100 && step(ref enumerator, out var current))
                rest.Add(current);
        }
        catch (InvalidOperationException error)
        {
            rest.Add(error.Message);
        }

        return rest;
    }

    static bool Next<TEnumerator>(ref TEnumerator enumerator, out object? current)
        where TEnumerator : IEnumerator
    {
        var moved = enumerator.MoveNext();
        current = moved ? enumerator.Current : null;
        return moved;
    }

    static bool Walked<TCollection, TEnumerator, T>(ref Walk<TCollection, TEnumerator, T> walk, out object? current)
        where TCollection : class
        where TEnumerator : IEnumerator<T>
    {
        var moved = walk.MoveNext();
        current = moved ? walk.Current : null;
        return moved;
    }

    [Fact]
    public void Lists() => Like<List<int>, List<int>.Enumerator>(
        static () => [1, 2, 3, 4], static c => c.GetEnumerator(), Next, static e => new ListCursor<int>(e),
        static (c, n) => c.Add(n), static (c, _) => c.Remove(1), static (c, _) => c.Clear(), static (c, n) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(c).Fill(n), static (c, _) => c.Sort(), static (c, n) => c.EnsureCapacity(n));

    static Dictionary<int, string> Map()
    {
        var map = new Dictionary<int, string> { [1] = "a", [2] = "b", [3] = "c", [4] = "d", [5] = "e" };
        map.Remove(2);
        return map;
    }

    [Fact]
    public void Dictionaries() => Like<Dictionary<int, string>, Dictionary<int, string>.Enumerator>(
        Map, static c => c.GetEnumerator(), Next, static e => new DictionaryCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, _) => c.Remove(4), static (c, _) => c.Clear(), static (c, n) => c[5] = n.ToString(System.Globalization.CultureInfo.InvariantCulture), static (c, _) => c.TrimExcess());

    [Fact]
    public void Keys_of_dictionaries() => Like<Dictionary<int, string>, Dictionary<int, string>.KeyCollection.Enumerator>(
        Map, static c => c.Keys.GetEnumerator(), Next, static e => new DictionaryKeysCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, _) => c.Remove(4), static (c, _) => c.Clear());

    [Fact]
    public void Values_of_dictionaries() => Like<Dictionary<int, string>, Dictionary<int, string>.ValueCollection.Enumerator>(
        Map, static c => c.Values.GetEnumerator(), Next, static e => new DictionaryValuesCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, _) => c.Remove(4), static (c, _) => c.Clear());

    [Fact]
    public void Sets() => Like<HashSet<int>, HashSet<int>.Enumerator>(
        static () => [1, 2, 3, 4], static c => c.GetEnumerator(), Next, static e => new HashSetCursor<int>(e),
        static (c, n) => c.Add(n), static (c, _) => c.Add(1), static (c, _) => c.Remove(3), static (c, _) => c.Clear());

    [Fact]
    public void Queues() => Like<Queue<int>, Queue<int>.Enumerator>(
        static () =>
        {
            var queue = new Queue<int>([0, 1, 2, 3]);
            queue.Dequeue();
            queue.Enqueue(4);
            return queue;
        },
        static c => c.GetEnumerator(), Next, static e => new QueueCursor<int>(e),
        static (c, n) => c.Enqueue(n), static (c, _) => c.TryDequeue(out _), static (c, _) => c.Clear(), static (c, _) => c.TrimExcess());

    [Fact]
    public void Stacks() => Like<Stack<int>, Stack<int>.Enumerator>(
        static () => new([1, 2, 3]), static c => c.GetEnumerator(), Next, static e => new StackCursor<int>(e),
        static (c, n) => c.Push(n), static (c, _) => c.TryPop(out _), static (c, _) => c.Clear());

    [Fact]
    public void Linked_lists() => Like<LinkedList<int>, LinkedList<int>.Enumerator>(
        static () => new([1, 2, 3]), static c => c.GetEnumerator(), Next, static e => new LinkedListCursor<int>(e),
        static (c, n) => c.AddLast(n), static (c, n) => c.AddFirst(n), static (c, _) => c.Clear(), static (c, n) => c.Last?.ValueRef = n);

    [Fact]
    public void Heaps() => Like<PriorityQueue<string, int>, PriorityQueue<string, int>.UnorderedItemsCollection.Enumerator>(
        static () => new([("a", 3), ("b", 1), ("c", 2), ("d", 1)]), static c => c.UnorderedItems.GetEnumerator(), Next, static e => new PriorityQueueCursor<string, int>(e),
        static (c, n) => c.Enqueue("n", n), static (c, n) => c.TryDequeue(out _, out _), static (c, _) => c.Clear());

    [Fact]
    public void Ordered_dictionaries() => Like<OrderedDictionary<int, string>, OrderedDictionary<int, string>.Enumerator>(
        static () => new() { [3] = "c", [1] = "a", [2] = "b" }, static c => c.GetEnumerator(), Next, static e => new OrderedDictionaryCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, _) => c.Remove(1), static (c, _) => c.Clear(), static (c, n) => c[3] = "n" + n);

    [Fact]
    public void Sorted_sets() => Like<SortedSet<int>, Walk<SortedSet<int>, SortedSet<int>.Enumerator, int>>(
        static () => [3, 1, 2], static c => Walk.Over(c), Walked, static e => new SortedSetCursor<int>(e),
        static (c, n) => c.Add(n), static (c, _) => c.Add(1), static (c, _) => c.Remove(2), static (c, _) => c.Clear());

    [Fact]
    public void Sorted_dictionaries() => Like<SortedDictionary<int, string>, Walk<SortedDictionary<int, string>, SortedDictionary<int, string>.Enumerator, KeyValuePair<int, string>>>(
        static () => new() { [3] = "c", [1] = "a", [2] = "b" }, static c => Walk.Over(c), Walked, static e => new SortedDictionaryCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, n) => c[1] = "n" + n, static (c, _) => c.Remove(2), static (c, _) => c.Clear());

    [Fact]
    public void Keys_and_values_of_sorted_dictionaries()
    {
        Like<SortedDictionary<int, string>, Walk<SortedDictionary<int, string>, SortedDictionary<int, string>.KeyCollection.Enumerator, int>>(
            static () => new() { [3] = "c", [1] = "a", [2] = "b" }, static c => Walk.Over(c.Keys), Walked, static e => new SortedDictionaryKeysCursor<int, string>(e),
            static (c, n) => c[n] = "n", static (c, _) => c.Remove(2));
        Like<SortedDictionary<int, string>, Walk<SortedDictionary<int, string>, SortedDictionary<int, string>.ValueCollection.Enumerator, string>>(
            static () => new() { [3] = "c", [1] = "a", [2] = "b" }, static c => Walk.Over(c.Values), Walked, static e => new SortedDictionaryValuesCursor<int, string>(e),
            static (c, n) => c[n] = "n", static (c, n) => c[1] = "n" + n);
    }

    [Fact]
    public void Sorted_lists() => Like<SortedList<int, string>, Walk<SortedList<int, string>, IEnumerator<KeyValuePair<int, string>>, KeyValuePair<int, string>>>(
        static () => new() { [3] = "c", [1] = "a", [2] = "b" }, static c => Walk.Over(c), Walked, static e => new SortedListCursor<int, string>(e),
        static (c, n) => c[n] = "n", static (c, n) => c[1] = "n" + n, static (c, _) => c.Remove(2), static (c, _) => c.Clear());

    [Fact]
    public void Immutable_collections()
    {
        Like<ImmutableList<int>, Walk<ImmutableList<int>, ImmutableList<int>.Enumerator, int>>(
            static () => [3, 1, 2], static c => Walk.Over(c), Walked, static e => new ImmutableListCursor<int>(e));
        Like<ImmutableSortedSet<int>, Walk<ImmutableSortedSet<int>, ImmutableSortedSet<int>.Enumerator, int>>(
            static () => [3, 1, 2], static c => Walk.Over(c), Walked, static e => new ImmutableSortedSetCursor<int>(e));
        Like<ImmutableSortedDictionary<int, string>, Walk<ImmutableSortedDictionary<int, string>, ImmutableSortedDictionary<int, string>.Enumerator, KeyValuePair<int, string>>>(
            static () => ImmutableSortedDictionary<int, string>.Empty.Add(2, "b").Add(1, "a"), static c => Walk.Over(c), Walked, static e => new ImmutableSortedDictionaryCursor<int, string>(e));
        Like<ImmutableStack<int>, Walk<ImmutableStack<int>, IEnumerator<int>, int>>(
            static () => [3, 1, 2], static c => Walk.Over(c), Walked, static e => new ImmutableStackCursor<int>(e));
        Like<ImmutableQueue<int>, Walk<ImmutableQueue<int>, IEnumerator<int>, int>>(
            static () => [3, 1, 2], static c => Walk.Over(c), Walked, static e => new ImmutableQueueCursor<int>(e));
        Like<int[], ImmutableArray<int>.Enumerator>(
            static () => [3, 1, 2],
            static c => System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(c).GetEnumerator(),
            static (ref ImmutableArray<int>.Enumerator e, out object? current) =>
            {
                var moved = e.MoveNext();
                current = moved ? e.Current : null;
                return moved;
            },
            static e => new ImmutableArrayCursor<int>(e));
    }

    [Fact]
    public void Enumerators_behind_interfaces()
    {
        Like<List<int>, IEnumerator<int>>(static () => [1, 2, 3], static c => ((IEnumerable<int>)c).GetEnumerator(), Next, Cursor.Of, static (c, n) => c.Add(n), static (c, _) => c.Sort());
        Like<int[], IEnumerator<int>>(static () => [1, 2, 3], static c => ((IEnumerable<int>)c).GetEnumerator(), Next, Cursor.Of, static (c, n) => c[2] = n);
        Like<Dictionary<int, string>, IEnumerator<KeyValuePair<int, string>>>(
            Map, static c => ((IEnumerable<KeyValuePair<int, string>>)c).GetEnumerator(), Next, Cursor.Of, static (c, n) => c[n] = "n", static (c, _) => c.Remove(4));
        Like<Collection<int>, IEnumerator<int>>(static () => [1, 2, 3], static c => c.GetEnumerator(), Next, Cursor.Of, static (c, n) => c.Add(n), static (c, _) => c.Clear());
        Like<ReadOnlyCollection<int>, IEnumerator<int>>(static () => new List<int> { 1, 2, 3 }.AsReadOnly(), static c => c.GetEnumerator(), Next, Cursor.Of);
        Like<ReadOnlyDictionary<int, string>, IEnumerator<KeyValuePair<int, string>>>(static () => new(Map()), static c => c.GetEnumerator(), Next, Cursor.Of);
        Like<BitArray, IEnumerator>(static () => new([true, false, true]), static c => c.GetEnumerator(), Next, Cursor.Of, static (c, _) => c[1] = true, static (c, _) => c.Length = 2);
        Like<ArrayList, IEnumerator>(static () => new ArrayList { 1, "a", 2.5 }, static c => c.GetEnumerator(), Next, Cursor.Of, static (c, n) => c.Add(n), static (c, _) => c[0] = 7);
    }

    [Fact]
    public void What_nobody_knows_is_an_error_that_says_what_to_do()
    {
        var query = new[] { 1, 2, 3 }.Where(static n => n > 1).GetEnumerator();
        var error = Assert.Throws<NoCodecException>(() => Copy(new object?[] { Cursor.Of(query) }));
        Assert.Contains("ToArray()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_while_the_frame_sleeps_is_in_the_next_delta()
    {
        var strands = new Strands(new TestSymbols());
        var list = new List<int> { 1, 2, 3 };
        var enumerator = list.GetEnumerator();
        enumerator.MoveNext();
        var frame = Frame<object?[]>([list, new ListCursor<int>(enumerator)]);
        strands.Take(Weave.Checkpoints.CheckpointKind.Full, frame);
        list.Add(4);
        strands.Delta(frame);
        var resumed = ((ListCursor<int>)strands.Value<object?[]>()[1]!).Resume();
        Assert.Throws<InvalidOperationException>(() => resumed.MoveNext());
    }

    [Fact]
    public void A_step_of_the_loop_writes_no_element_again()
    {
        var strands = new Strands(new TestSymbols());
        var list = Enumerable.Range(0, 10_000).ToList();
        var enumerator = list.GetEnumerator();
        enumerator.MoveNext();
        strands.Take(Weave.Checkpoints.CheckpointKind.Full, Frame<object?[]>([list, new ListCursor<int>(enumerator)]));
        enumerator.MoveNext();
        var delta = strands.Delta(Frame<object?[]>([list, new ListCursor<int>(enumerator)]));
        Assert.InRange(delta.Bytes.Length, 1, 400);
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using Weave.Runtime.Tests.State;

namespace Weave.Runtime.Tests.Properties;

/// <summary>An object graph made from specs: cycles, aliases, collections of everything in everything.</summary>
sealed class RandomGraph
{
    readonly List<object?> made = [];

    internal RandomGraph(Spec[] specs)
    {
        // What is whole from its beginning can refer only to what is there; the others are given their references when all are there.
        foreach (var spec in specs)
            made.Add(Make(spec));
        for (var i = 0; i < specs.Length; i++)
        {
            foreach (var reference in specs[i].References)
                Put(made[i], Pick(reference), reference);
        }
    }

    /// <summary>The graph as another process has loaded it.</summary>
    internal RandomGraph(object?[] loaded) => made.AddRange(loaded);

    internal object?[] Objects => [.. made];

    internal object? Pick(int index) => made.Count == 0 ? null : made[(int)((uint)index % (uint)made.Count)];

    /// <summary>Changes one object, if it is one that can change.</summary>
    internal void Change(Edit edit)
    {
        var target = Pick(edit.Object);
        switch (target, (uint)edit.How % 4)
        {
            case (Node node, 0): node.Value = edit.Other; break;
            case (List<object?> { Count: > 0 } list, 0): list.RemoveAt(list.Count - 1); break;
            case (Dictionary<string, object?> { Count: > 0 } map, 0): map.Remove(map.Keys.First()); break;
            case (HashSet<object> { Count: > 0 } set, 0): set.Remove(set.First()); break;
            case (Queue<object?> { Count: > 0 } queue, 0): queue.Dequeue(); break;
            case (Random random, _): random.Next(); break;
            case (double[] { Length: > 0 } numbers, _): numbers[(uint)edit.Other % numbers.Length] = edit.How; break;
            default: Put(target, Pick(edit.Other), edit.How); break;
        }
    }

    object? Make(Spec spec)
    {
        var text = spec.Text ?? "";
        var earlier = spec.References.Length > 0 && made.Count > 0 ? Pick(spec.References[0]) : null;
        return ((uint)spec.Kind % 34) switch
        {
            0 => new Node { Value = spec.Number },
            1 => new object?[Math.Abs(spec.Number % 5) + 1],
            2 => new List<object?> { text, spec.Number },
            3 => new Dictionary<string, object?> { [text] = spec.Number },
            4 => new Dictionary<Point, object?> { [new(spec.Number, 1)] = null },
            5 => new HashSet<object> { text, spec.Number },
            6 => new LinkedList<object?>([text]),
            7 => new Queue<object?>([spec.Number]),
            8 => new Stack<object?>([spec.Number, text]),
            9 => new PriorityQueue<object?, int>([(text, spec.Number)]),
            10 => new SortedDictionary<int, object?> { [spec.Number] = text },
            11 => Tuple.Create(earlier, spec.Number),
            12 => (spec.Number, earlier),
            13 => new ConcurrentQueue<object?>([text]),
            14 => new string('x', 60 + Math.Abs(spec.Number % 20)),
            15 => ImmutableList.Create(earlier, text),
            16 => new Dictionary<string, object?> { [text] = earlier, ["b" + text] = 1 }.ToFrozenDictionary(),
            17 => Advanced(spec.Number),
            18 => new Dictionary<string, List<(int, object?)>> { [text] = [(spec.Number, earlier)] },
            19 => Enumerable.Range(0, Math.Abs(spec.Number % 100)).Select(static n => n * 0.5).ToArray(),
            20 => new StringBuilder(text),
            21 => new OrderedDictionary<string, object?> { [text] = earlier },
            22 => new List<object?> { text, earlier }.AsReadOnly(),
            23 => new ObservableCollection<object?> { earlier },
            24 => Holed(spec.Number),
            25 => new SortedList<string, object?>(StringComparer.Ordinal) { [text] = earlier },
            26 => new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [text] = earlier },
            27 => new ConcurrentDictionary<int, object?> { [spec.Number] = earlier },
            28 => ImmutableDictionary<int, object?>.Empty.Add(spec.Number, earlier),
            29 => (Int128)spec.Number * long.MaxValue,
            30 => new Complex(spec.Number, 0.5),
            31 => new int[Math.Abs(spec.Number % 3), 1, 2, 1],
            32 => new ConcurrentStack<object?>([text, earlier]),
            _ => null,
        };
    }

    static void Put(object? target, object? value, int number)
    {
        switch (target)
        {
            case Node node when value is Node next: node.Next = next; break;
            case Node node: node.Extra = value; break;
            case object?[] array: array[(uint)number % array.Length] = value; break;
            case List<object?> list: list.Add(value); break;
            case Dictionary<string, object?> map: map["k" + number] = value; break;
            case Dictionary<Point, object?> map: map[new(number, 2)] = value; break;
            case HashSet<object> set when value is Node or string: set.Add(value); break;
            case LinkedList<object?> list: list.AddFirst(value); break;
            case Queue<object?> queue: queue.Enqueue(value); break;
            case Stack<object?> stack: stack.Push(value); break;
            case PriorityQueue<object?, int> queue: queue.Enqueue(value, number); break;
            case SortedDictionary<int, object?> map: map[number] = value; break;
            case ConcurrentQueue<object?> queue: queue.Enqueue(value); break;
            case Dictionary<string, List<(int, object?)>> map: map.Values.First().Add((number, value)); break;
            case OrderedDictionary<string, object?> map: map["k" + number] = value; break;
            case ObservableCollection<object?> list: list.Add(value); break;
            case ConcurrentDictionary<int, object?> map: map[number] = value; break;
        }
    }

    static Random Advanced(int seed)
    {
        var random = new Random(seed);
        for (var i = Math.Abs(seed % 70); i > 0; i--)
            random.Next();
        return random;
    }

    static HashSet<int> Holed(int number)
    {
        var set = Enumerable.Range(0, 10).Select(n => n * (number | 1)).ToHashSet();
        set.Remove(3 * (number | 1));
        set.Remove(number | 1);
        return set;
    }
}

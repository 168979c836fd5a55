using System.Numerics;
using Weave;

namespace Corpus.Generics;

/// <summary>Generic fragment functions: the twin copies type parameters and constraints, a frame is closed over them and says so in its bytes.</summary>
public static partial class Algorithms
{
    /// <summary>Trap: a constraint on T itself, calls through it between cuts.</summary>
    [Fragment]
    static T Largest<T>(List<T> values)
        where T : IComparable<T>
    {
        var best = values[0];
        for (var i = 1; i < values.Count; i++)
        {
            Stop.Int(i);
            if (values[i].CompareTo(best) > 0)
                best = values[i];
        }
        return best;
    }

    /// <summary>Trap: the same function for a value type, a string, an enum, a nullable-free struct and a tuple: frames differ in their type arguments alone.</summary>
    [Fragment]
    [Case]
    public static string ManyInstantiations() =>
        Largest([3, 9, 4]) + Largest(["b", "c", "a"]) + Largest<DayOfWeekish>([new(2), new(5)]) + Largest(new List<(int, string)> { (1, "x"), (1, "y") }) + Largest([1.5, 0.5]);

    /// <summary>Trap: T[] is assigned in place; the array is the caller's; recursion with the same T, and a generic callee between.</summary>
    [Fragment]
    static void QuickSort<T>(T[] values, int low, int high)
        where T : notnull, IComparable<T>
    {
        if (low >= high)
            return;
        var pivot = Partition(values, low, high);
        QuickSort(values, low, pivot - 1);
        QuickSort<T>(values, pivot + 1, high);
    }

    [Fragment]
    static int Partition<T>(T[] values, int low, int high)
        where T : IComparable<T>
    {
        var store = low;
        for (var i = low; i < high; i++)
        {
            if (values[i].CompareTo(values[high]) < 0)
            {
                (values[i], values[store]) = (values[store], values[i]);
                store++;
            }
        }
        (values[store], values[high]) = (values[high], values[store]);
        return store;
    }

    [Fragment]
    [Case]
    public static string Sorts()
    {
        int[] numbers = [5, 2, 8, 1, 9, 3];
        string[] words = ["delta", "alpha", "charlie", "bravo"];
        QuickSort(numbers, 0, numbers.Length - 1);
        QuickSort(words, 0, words.Length - 1);
        return string.Join(",", numbers) + string.Join(",", words);
    }

    /// <summary>Trap: static abstract members through T, operators included; arithmetic on T may throw and is no stable sum.</summary>
    [Fragment]
    static T Power<T>(T value, int exponent)
        where T : INumber<T>
    {
        var result = T.One;
        while (exponent > 0)
        {
            if ((exponent & 1) == 1)
                result *= value;
            value *= value;
            exponent >>= 1;
        }
        return result + T.CreateChecked(Stop.Int(1)) - T.One;
    }

    [Fragment]
    [Case(3, 5)]
    public static string Numbers(int x, int n) =>
        Power(x, n) + "/" + Power((double)x, n) + "/" + Power((BigInteger)x, n) + "/" + Power((decimal)x, n) + "/" + Power((Int128)x, n);

    /// <summary>Trap: default(T), T? and typeof(T) mean what the instantiation says; null of a T that is a reference.</summary>
    [Fragment]
    static string Describe<T>(T? value, T[] more)
    {
        var text = typeof(T).Name + (value is null ? " null" : " " + value) + (default(T) is null ? " ref" : " val");
        foreach (var one in more)
            text += Stop.Text(one?.ToString() ?? "-") + EqualityComparer<T>.Default.Equals(one, value!);
        return text;
    }

    [Fragment]
    [Case]
    public static string Defaults() => Describe<string>(null, ["a", null!]) + Describe(0, [0, 1]) + Describe<int?>(null, [null, 3]) + Describe<object>("o", ["o", 5]) + Describe<Tone>(Tone.Low, [Tone.Low]);

    /// <summary>Trap: new(), class and struct constraints, one parameter constrained by another; a result of a type parameter through a cut.</summary>
    [Fragment]
    static TBase Make<TBase, TDerived>(int count)
        where TBase : class, IGrows
        where TDerived : TBase, new()
    {
        TBase made = new TDerived();
        for (var i = 0; i < count; i++)
        {
            made.Grow(Stop.Int(i));
            if (made is TDerived derived && i == 1)
                made = derived;
        }
        return made;
    }

    [Fragment]
    [Case(3)]
    public static int Constrained(int n) => Sizes<long, Tone>([1, 2], Tone.High) + Make<Plant, Tree>(n).Height + Make<IGrows, Plant>(n).Height + Twice<Cell>(new Cell { Value = 2 }).Height;

    /// <summary>Trap: a struct behind a type parameter is a place: a call on it changes the variable itself, before and after a cut in its argument.</summary>
    [Fragment]
    static T Twice<T>(T grows)
        where T : struct, IGrows
    {
        grows.Grow(Stop.Int(5));
        grows.Grow(Stop.Int(6));
        return grows;
    }

    /// <summary>Trap: the same where T may be a struct or a class.</summary>
    [Fragment]
    static T Thrice<T>(T grows)
        where T : IGrows
    {
        grows.Grow(Stop.Int(5));
        T[] row = [grows];
        row[0].Grow(Log.Say(2));
        return row[0];
    }

    [Fragment]
    [Case]
    public static string Places() => Thrice(new Cell { Value = 1 }).Height + "/" + Thrice(new Tree()).Height;

    /// <summary>Trap: unmanaged and an enum constraint.</summary>
    [Fragment]
    static int Sizes<TValue, TTone>(TValue[] values, TTone tone)
        where TValue : unmanaged
        where TTone : struct, Enum
    {
        var size = 0;
        foreach (var value in values)
            size += Stop.Int(values.Length) + value.GetHashCode() * 0;
        return size + Enum.GetNames<TTone>().Length + tone.ToString().Length;
    }

    /// <summary>Trap: collections of T in a contract, whose codecs no compiler saw: lists, dictionaries, tuples and arrays of T.</summary>
    [Fragment]
    static string Group<TKey, TValue>(List<(TKey Key, TValue Value)> pairs)
        where TKey : notnull
    {
        var groups = new Dictionary<TKey, List<TValue>>();
        var order = new Queue<TKey>();
        (TKey Key, TValue[] All)? last = null;
        for (var i = 0; i < pairs.Count; i++)
        {
            var (key, value) = pairs[i];
            if (!groups.TryGetValue(key, out var list))
            {
                groups.Add(key, list = []);
                order.Enqueue(key);
            }
            list.Add(value);
            last = (key, [.. list]);
            Stop.Int(i);
        }
        var text = last?.All.Length.ToString() ?? "none";
        while (order.Count > 0)
        {
            var key = order.Dequeue();
            foreach (var value in groups[key])
                text += key + "=" + Stop.Text(value?.ToString() ?? "") + ";";
        }
        return text;
    }

    [Fragment]
    [Case]
    public static string Groups() => Group<string, int>([("a", 1), ("b", 2), ("a", 3)]) + Group<int, Plant>([(1, new Plant()), (1, new Tree())]) + Group<Tone, string?>([(Tone.High, null)]);

    /// <summary>Trap: user classes and structs of T, with private fields and a base class; aliasing and a cycle through them.</summary>
    [Fragment]
    static string Chain<T>(T first, T second)
    {
        var head = new Link<T>(first);
        head.Append(second);
        var both = new Both<T, Link<T>>(second, head);
        var node = head;
        var text = "";
        for (var i = 0; i < 4; i++)
        {
            text += Stop.Text(node.ToString()) + ReferenceEquals(both.Right, node);
            node = node.Next;
        }
        return text + both.Left;
    }

    [Fragment]
    [Case]
    public static string Chains() => Chain(1, 2) + Chain("x", "y") + Chain<Plant?>(new Tree(), null);

    /// <summary>Trap: a type that grows with each call: neither the compiler nor the registry may follow it for ever.</summary>
    [Fragment]
    static int Wrap<T>(T value, int depth) => depth == 0 ? value!.ToString()!.Length : Wrap(new List<T> { value }, depth - 1) + Wrap<(T, int)>((value, depth), 0);

    [Fragment]
    [Case(3)]
    public static int Wraps(int depth) => Wrap("v", depth) + Stop.Int(1);

    /// <summary>Trap: async with a type parameter in the task; the result is awaited twice on the way.</summary>
    [Fragment]
    static async Task<T[]> Both<T>(T left, Task<T> right)
    {
        await Durable.Checkpoint();
        return [left, await right];
    }

    [Fragment]
    static async Task<TOut> Map<TIn, TOut>(TIn value, TOut other, int times)
        where TIn : IConvertible
    {
        var result = other;
        for (var i = 0; i < times; i++)
        {
            await Durable.Checkpoint();
            result = value.ToInt32(null) > i ? result : default!;
        }
        return result;
    }

    [Fragment]
    [Case(2)]
    public static async Task<string> Async(int times) => await Map("5", 7L, times) + await Map(0, "gone", times) + (await Map(3, new int[] { 1, 2 }, times)).Length;

    /// <summary>Trap: explicit type arguments that inference would find otherwise: the calls mean different instantiations.</summary>
    [Fragment]
    [Case]
    public static string Explicit() => Describe<object>(1, [1]) + Describe<long>(1, [1]) + Describe<IComparable>(1, [2]) + Describe<int?>(1, [1]);

    /// <summary>Trap: overloads that differ in arity alone, generic and not.</summary>
    [Fragment]
    static string Arity(int x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("plain");
        return "0:" + x;
    }

    [Fragment]
    static string Arity<T>(T x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("one");
        return "1:" + x;
    }

    [Fragment]
    static string Arity<T, U>(T x)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("two");
        return "2:" + x + typeof(U).Name;
    }

    [Fragment]
    [Case]
    public static string Arities() => Arity(1) + Arity<int>(2) + Arity("three") + Arity<int, string>(4) + Arity<string, int>("five");

    /// <summary>Trap: a generic extension in the reduced form, with inferred and with given type arguments.</summary>
    [Fragment]
    static TOut Fold<TIn, TOut>(this List<TIn> values, TOut seed, TOut other)
    {
        var result = seed;
        foreach (var value in values)
            result = value?.GetHashCode() == Stop.Int(7) ? other : result;
        return result;
    }

    [Fragment]
    [Case]
    public static string Extended() => new List<int> { 1, 7 }.Fold("no", "yes") + new List<byte> { 1 }.Fold<byte, object>(Stop.Int(3), 4);

    /// <summary>Trap: a type parameter that bears the name of a nested type and of a member: inside the function it is the parameter.</summary>
    [Fragment]
    static string Shadows<Shadow>(Shadow value)
    {
        for (var i = 0; i < 2; i++)
            Stop.Int(i);
        return typeof(Shadow).Name + value;
    }

    sealed class Shadow;

    [Fragment]
    [Case]
    public static string Shadowed() => Shadows(5) + Shadows("s") + typeof(Shadow).Name;
}

public enum Tone
{
    Low,
    High,
}

public readonly record struct DayOfWeekish(int Day) : IComparable<DayOfWeekish>
{
    public int CompareTo(DayOfWeekish other) => Day.CompareTo(other.Day);
}

public interface IGrows
{
    int Height { get; }

    void Grow(int by);
}

public class Plant : IGrows
{
    public int Height { get; protected set; }

    public virtual void Grow(int by) => Height += by;

    public override string ToString() => "plant " + Height;
}

public sealed class Tree : Plant
{
    public override void Grow(int by) => Height += 10 * by;
}

public struct Cell : IGrows
{
    public int Value;

    public readonly int Height => Value;

    public void Grow(int by) => Value = Value * 3 + by;
}

public abstract class Item<T>(T value)
{
    T value = value;

    protected T Value
    {
        get => value;
        set => this.value = value;
    }
}

public sealed class Link<T> : Item<T>
{
    readonly int number;

    public Link(T value)
        : base(value)
    {
        Next = this;
        number = 1;
    }

    public Link<T> Next { get; private set; }

    public void Append(T value) => Next = new Link<T>(value) { Next = this };

    public override string ToString() => Value + "#" + number;
}

public readonly struct Both<TLeft, TRight>(TLeft left, TRight right)
{
    public TLeft Left => left;

    public TRight Right => right;
}

/// <summary>Fragment functions of generic types.</summary>
public partial class Heap<T>
    where T : IComparable<T>
{
    static int made;

    readonly List<T> items = [];

    public Heap() => made++;

    public static void Reset() => made = 0;

    public int Count => items.Count;

    /// <summary>Static fields are one for each instantiation.</summary>
    [Fragment]
    public static int Made(int times)
    {
        for (var i = 0; i < times; i++)
            made += Stop.Int(1);
        return made;
    }

    [Fragment]
    public void Push(T value)
    {
        items.Add(value);
        var child = items.Count - 1;
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (items[parent].CompareTo(items[child]) <= 0)
                break;
            (items[parent], items[child]) = (items[child], items[parent]);
            child = parent;
        }
    }

    [Fragment]
    public T Pop()
    {
        var top = items[0];
        items[0] = items[^1];
        items.RemoveAt(items.Count - 1);
        Sift(0);
        return top;
    }

    /// <summary>Trap: recursion of an instance method of a generic class, in tail position.</summary>
    [Fragment]
    void Sift(int at)
    {
        var least = at;
        for (var child = 2 * at + 1; child <= 2 * at + 2 && child < items.Count; child++)
        {
            if (items[child].CompareTo(items[least]) < 0)
                least = child;
        }
        if (least == at)
            return;
        (items[at], items[least]) = (items[least], items[at]);
        Sift(least);
    }

    /// <summary>Trap: a generic method of a generic type: four type parameters in scope, the method's last.</summary>
    [Fragment]
    public Dictionary<TKey, List<T>> By<TKey>(TKey first, TKey second)
        where TKey : notnull
    {
        var result = new Dictionary<TKey, List<T>> { [first] = [], [second] = [] };
        var turn = false;
        foreach (var item in items)
        {
            result[turn ? second : first].Add(item);
            turn = !turn;
            Stop.Int(result.Count);
        }
        return result;
    }

    public partial struct Slot
    {
        public T Value;

        /// <summary>Trap: a type nested in a generic type is generic too, though it has no parameters of its own.</summary>
        [Fragment]
        public readonly T Best(T other)
        {
            for (var i = 0; i < 2; i++)
                Stop.Int(i);
            return Value.CompareTo(other) > 0 ? Value : other;
        }
    }
}

public static partial class Heaps
{
    [Fragment]
    [Case]
    public static string Sorts()
    {
        var heap = new Heap<string>();
        heap.Push("d");
        heap.Push(Stop.Text("b"));
        heap.Push("c");
        heap.Push("a");
        var text = "";
        while (heap.Count > 0)
            text += heap.Pop();
        return text;
    }

    /// <summary>Trap: two instantiations at once, on the same stack.</summary>
    [Fragment]
    [Case(5)]
    public static string Both(int n)
    {
        var numbers = new Heap<int>();
        var text = "";
        for (var i = n; i > 0; i--)
        {
            numbers.Push(i * 7 % 5);
            var slot = new Heap<string>.Slot { Value = "v" + i };
            text += slot.Best("v3") + numbers.Pop();
            numbers.Push(i);
        }
        return text + numbers.By("odd", "even")["odd"].Count + numbers.By(1L, 2L)[2L].Count;
    }

    /// <summary>Trap: static members of two instantiations, not of one.</summary>
    [Fragment]
    [Case]
    public static int Statics() => Heap<int>.Made(2) * 100 + Heap<long>.Made(1) - (Heap<int>.Made(0) - Heap<int>.Made(0)) * 1000 - Heap<long>.Made(-1);

    public static void Reset()
    {
        Heap<int>.Reset();
        Heap<long>.Reset();
    }
}

/// <summary>A class derived from a construction, and one from an open base: twins are inherited closed.</summary>
public partial class Sequence<T>
{
    protected readonly List<T> all = [];

    [Fragment]
    public Sequence<T> Add(T item)
    {
        for (var i = 0; i < 1; i++)
            all.Add(item);
        Stop.Int(all.Count);
        return this;
    }
}

public partial class Words : Sequence<string>
{
    public static IEnumerable<object?[]> All() => [[new Words()]];

    /// <summary>Trap: a fragment function inherited from a closed base, called on this and on base.</summary>
    [Fragment]
    [Cases(nameof(All))]
    public string Fill()
    {
        Add(Stop.Text("a")).Add("b");
        base.Add("c");
        return string.Join(",", all);
    }
}

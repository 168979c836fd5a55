using Weave;

namespace Corpus.ForEachLists;

/// <summary>A foreach over what has an order of its own: lists, queues, stacks, arrays of any rank.</summary>
public static partial class Sample
{
    // Trap: the callee is stopped before it changes the list, while the caller already sleeps in its frame: "changed since start" is not known yet when the caller is saved.
    [Fragment, Case(1), Case(2), Case(3), Case(9)]
    public static string ChangedWhileAsleep(int at)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        try
        {
            foreach (var item in list)
            {
                text += item;
                text += StopThenAdd(list, item == at);
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + list.Count;
    }

    [Fragment]
    static int StopThenAdd(List<int> list, bool now)
    {
        var before = Stop.Int(list.Count);
        if (now)
            list.Add(before);
        Stop.Void("added");
        return list.Count;
    }

    // Trap: the list changes and changes back; only the version tells.
    [Fragment, Case(0)]
    public static string ChangedBack(int x)
    {
        var list = new List<string> { "a", "b", "c" };
        var text = "";
        foreach (var item in list)
        {
            text += Stop.Text(item);
            list.Add("d");
            Stop.Void("in between");
            list.RemoveAt(3);
        }
        return text;
    }

    // Trap: Sort changes the version even when the order stays; setting an element and growing the capacity do not.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string SortedInside(int how)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        foreach (var item in list)
        {
            text += Stop.Int(item);
            if (how == 1)
                list.Sort();
            else if (how == 2)
                list.Capacity = 64;
            else if (how == 3)
                list[2]++;
            Stop.Void("changed");
        }
        return text;
    }

    // Trap: the variable gets another list, the alias changes the first one.
    [Fragment, Case(true), Case(false)]
    public static string Alias(bool change)
    {
        var list = new List<int> { 1, 2 };
        var alias = list;
        var text = "";
        foreach (var item in list)
        {
            text += Stop.Int(item);
            list = [7, 8, 9];
            if (change)
                alias.Clear();
        }
        return text + list.Count + alias.Count;
    }

    // Trap: two enumerations of one list, the inner one over by the time the list changes: only the outer one throws.
    [Fragment, Case(0)]
    public static string NestedOverOne(int x)
    {
        var list = new List<int> { 1, 2, 3 };
        var text = "";
        try
        {
            foreach (var a in list)
            {
                foreach (var b in list)
                    text += Stop.Int(a * b);
                if (a == 2)
                    list.Remove(3);
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text;
    }

    // Trap: the sequence's own expression holds a cut, after which the enumerator is not there yet, while the block that declares it is entered again.
    [Fragment, Case(2)]
    public static string LateSequence(int n)
    {
        var text = "";
        foreach (var outer in Numbers(Stop.Int(n)))
        {
            foreach (var inner in Numbers(Stop.Int(outer)))
                text += Stop.Int(inner) + ";";
        }
        return text;
    }

    static List<int> Numbers(int n)
    {
        Log.Add($"numbers {n}");
        return [.. Enumerable.Range(1, n)];
    }

    // Trap: an enumeration inside a callee goes on while the caller's over the same list is asleep.
    [Fragment, Case(0)]
    public static int SharedWithCallee(int x)
    {
        var list = new List<int> { 1, 2, 3 };
        var sum = 0;
        foreach (var item in list)
            sum = sum * 5 + Total(list, item);
        return sum;
    }

    [Fragment]
    static int Total(List<int> list, int factor)
    {
        var total = 0;
        foreach (var item in list)
            total += Stop.Int(item) * factor;
        return total;
    }

    // Trap: each turn of a recursion has its own enumeration of the same list.
    [Fragment, Case(3)]
    public static int Recursive(int depth) => Walk([1, 2], depth);

    [Fragment]
    static int Walk(List<int> list, int depth)
    {
        if (depth == 0)
            return 1;
        var sum = 0;
        foreach (var item in list)
            sum += item * Walk(list, depth - 1);
        return sum;
    }

    // Trap: a queue counts from its head, which has moved; enqueueing and dequeueing both end the enumeration, peeking does not.
    [Fragment, Case(0), Case(1), Case(2), Case(3)]
    public static string OverQueue(int how)
    {
        var queue = new Queue<string>(["x", "a", "b", "c"]);
        queue.Dequeue();
        queue.Enqueue("d");
        var text = "";
        try
        {
            foreach (var item in queue)
            {
                text += Stop.Text(item);
                if (item == "b" && how == 1)
                    queue.Enqueue("e");
                else if (item == "b" && how == 2)
                    queue.Dequeue();
                else if (how == 3)
                    text += queue.Peek();
            }
        }
        catch (InvalidOperationException e)
        {
            text += e.Message;
        }
        return text + queue.Count;
    }

    // Trap: a stack is gone through from its top.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string OverStack(int how)
    {
        var stack = new Stack<int>([1, 2, 3]);
        var text = "";
        try
        {
            foreach (var item in stack)
            {
                text += Stop.Int(item);
                if (item == 1 && how == 1)
                    stack.Push(4);
                else if (item == 2 && how == 2)
                    stack.Pop();
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + stack.Count;
    }

    // Trap: a linked list's position is a node; removing a node that was passed ends the enumeration too.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string OverLinkedList(int how)
    {
        var list = new LinkedList<string>(["a", "b", "c"]);
        var text = "";
        try
        {
            foreach (var item in list)
            {
                text += Stop.Text(item);
                if (item == "b" && how == 1)
                    list.RemoveFirst();
                else if (item == "c" && how == 2)
                    list.AddLast("d");
                Stop.Void("turn");
            }
        }
        catch (InvalidOperationException)
        {
            text += " changed";
        }
        return text + list.Count;
    }

    // Trap: rows first, the last dimension fastest; lengths differ; elements ahead change and are seen.
    [Fragment, Case(0)]
    public static string OverGrid(int x)
    {
        var grid = new int[2, 3] { { 1, 2, 3 }, { 4, 5, 6 } };
        var text = "";
        foreach (var cell in grid)
        {
            text += Stop.Int(cell) + ",";
            grid[1, 2]++;
            if (cell == 4)
                continue;
            text += ".";
        }
        foreach (var cell in new string[1, 2, 2] { { { "a", "b" }, { "c", "d" } } })
            text += Stop.Text(cell);
        return text;
    }

    // Trap: an empty dimension; leaving from inside; the variable gets another array.
    [Fragment, Case(0), Case(2)]
    public static int GridLeft(int rows)
    {
        var grid = new long[rows, 2];
        var sum = 0;
        foreach (int cell in grid)
        {
            sum += Stop.Int(cell + 1);
            grid = new long[9, 9];
            if (sum == 3)
                break;
        }
        return sum;
    }

    // Trap: a null array of any rank fails where the loop begins, after its expression.
    [Fragment, Case(0), Case(1), Case(2)]
    public static int NullSequences(int how)
    {
        var sum = Stop.Int(1);
        if (how == 0)
        {
            foreach (var cell in NoGrid())
                sum += Stop.Int(cell);
        }
        else if (how == 1)
        {
            foreach (var item in NoQueue())
                sum += Stop.Int(item);
        }
        return sum;
    }

    static int[,] NoGrid()
    {
        Log.Add("no grid");
        return null!;
    }

    static Queue<int> NoQueue()
    {
        Log.Add("no queue");
        return null!;
    }

    // Trap: arrays of arrays: a loop in a loop whose sequence is the element, cast on the way.
    [Fragment, Case(0)]
    public static string Jagged(int x)
    {
        string[][] rows = [["a", "b"], [], ["c"]];
        var text = "";
        foreach (string[] row in rows)
        {
            foreach (object cell in row)
                text += Stop.Text((string)cell);
            text += "/";
        }
        return text;
    }

    // Trap: deconstruction in the head, with discards, nested, typed and by a Deconstruct method; the variables are fresh each time.
    [Fragment, Case(0)]
    public static string Deconstructed(int x)
    {
        var text = "";
        var later = new List<Func<string>>();
        foreach (var (name, (low, _)) in new List<(string, (int, int))> { ("a", (1, 2)), ("b", (3, 4)) })
        {
            text += name + Stop.Int(low);
            text += name;
        }
        foreach ((long wide, var point) in new[] { (1, new Point(2, 3)), (4, new Point(5, 6)) })
            text += Stop.Long(wide + point.X);
        foreach (var (px, py) in new Queue<Point>([new(1, 2), new(3, 4)]))
        {
            Stop.Void("point");
            text += px * py;
        }
        foreach (var (key, _) in new[] { (1, 2), (3, 4) })
        {
            Func<string> f = () => "k" + key;
            text += f();
        }
        return text;
    }

    public sealed record Point(int X, int Y);

    // Trap: the iteration variable is captured by a delegate that outlives the turn; no cut inside.
    [Fragment, Case(0)]
    public static string Captured(int x)
    {
        var text = Stop.Text("s");
        var later = new List<Func<int>>();
        foreach (var item in new List<int> { 1, 2, 3 })
            later.Add(() => item * 10);
        foreach (var f in later)
            text += f();
        return text;
    }

    // Trap: a user-defined conversion of the element, implicit and explicit, and one that overflows.
    [Fragment, Case(0)]
    public static string Converted(int x)
    {
        var text = "";
        foreach (Metres metres in new List<double> { 1.5, 2.5 })
            text += Stop.Double(metres.Value);
        foreach (byte small in new Stack<int>([300, 7]))
            text += Stop.Int(small);
        foreach (int? maybe in new Queue<int>([1]))
            text += Stop.Int(maybe ?? 0);
        return text;
    }

    public readonly record struct Metres(double Value)
    {
        public static explicit operator Metres(double value) => new(value + 1);
    }

    // Trap: the loop body returns out of two loops, one of them over a queue, inside a try with a finally.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string ReturnedThrough(int how)
    {
        try
        {
            foreach (var a in new Queue<int>([1, 2]))
            {
                foreach (var b in new Stack<int>([3, 4]))
                {
                    Stop.Void($"{a}{b}");
                    if (how == 1 && b == 3)
                        return Stop.Text("left");
                    if (how == 2 && a == 2)
                        throw new InvalidOperationException("thrown");
                }
            }
            return "end";
        }
        finally
        {
            Log.Add("finally");
        }
    }

    // Trap: a segment of an array begins in the middle.
    [Fragment, Case(0)]
    public static string Letters(int x)
    {
        var text = "";
        foreach (var letter in "häß😀")
            text += (int)Stop.Text(letter.ToString())[0] + ",";
        return text;
    }
}

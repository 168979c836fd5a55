using Weave;

namespace Corpus.RefLocals;

public struct Cell
{
    public int Value;
    public int Seen;
}

public static partial class Sample
{
    // Trap: a ref local is made anew where it is used; the loops around it can be stopped.
    [Fragment, Case(3)]
    public static int[] Outer(int n)
    {
        var a = new int[n];
        for (var i = 0; i < n; i++)
        {
            ref var x = ref a[i];
            x = i;
            x += 10;
            Stop.Void("turn");
            a[i] *= 2;
        }
        return a;
    }

    // Trap: after its last use loops behind it in the same block are stopped.
    [Fragment, Case(4)]
    public static int After(int n)
    {
        var a = new int[n];
        ref var first = ref a[0];
        first = 5;
        var sum = 0;
        for (var i = 0; i < n; i++)
            sum += a[i] + Log.Say(i);
        return sum;
    }

    // Trap: a ref local that lives through a loop: that loop runs in one piece, the next one does not.
    [Fragment, Case(3)]
    public static int Through(int n)
    {
        var a = new int[2];
        ref var slot = ref a[1];
        for (var i = 0; i < n; i++)
            slot += i;
        for (var i = 0; i < n; i++)
            a[0] += Log.Say(a[1]);
        return a[0] + Stop.Int(1);
    }

    // Trap: used in the condition in front of the cut: not live there, but assigned on the way.
    [Fragment, Case(1), Case(0)]
    public static string Condition(int x)
    {
        var a = new[] { x, 7 };
        ref var r = ref a[0];
        if (r > 0)
            return "positive " + Stop.Int(a[1]);
        r = 3;
        while (a[0]-- > 0)
            Log.Add(a[0]);
        return "done " + a[0];
    }

    // Trap: assigning through a reference is a use of it, and no assignment of the variable behind it may be lost.
    [Fragment, Case(2)]
    public static int ToLocal(int x)
    {
        var y = 1;
        Stop.Void("a");
        ref var r = ref y;
        r = x;
        r++;
        Stop.Void("b");
        ref readonly var q = ref y;
        x = q * 10;
        Stop.Void("c");
        return x + y;
    }

    // Trap: a reference that is pointed elsewhere.
    [Fragment, Case(4)]
    public static string Reassigned(int n)
    {
        var a = new int[2];
        var b = new int[2];
        for (var i = 0; i < n; i++)
        {
            ref var r = ref a[i % 2];
            if (i > 1)
                r = ref b[i % 2];
            r = i + 1;
            Stop.Void("turn");
        }
        return string.Join(",", a) + string.Join(",", b);
    }

    // Trap: a field of a struct in an array, in a list of structs by span, in a method that returns a reference.
    [Fragment, Case(3)]
    public static int Fields(int n)
    {
        var cells = new Cell[n];
        for (var i = 0; i < n; i++)
        {
            ref var cell = ref cells[i];
            cell.Value = i;
            ref var seen = ref cell.Seen;
            seen++;
            ref var other = ref Find(cells, i);
            other.Seen += 10;
            for (var j = 0; j < 2; j++)
                Log.Add(j);
        }
        return cells.Sum(static c => c.Value * 100 + c.Seen);
    }

    static ref Cell Find(Cell[] cells, int value)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Value == value)
                return ref cells[i];
        }
        throw new InvalidOperationException();
    }

    // Trap: the index of a reference is a cut; conditional references.
    [Fragment, Case(1)]
    public static string Places(int x)
    {
        var a = new[] { 1, 2, 3 };
        var b = new[] { 10, 20, 30 };
        ref var r = ref a[Stop.Int(x)];
        r = 50;
        ref var q = ref x > 0 ? ref a[0] : ref b[0];
        q++;
        Stop.Void("end");
        return string.Join(",", a.Concat(b));
    }

    // Trap: spans live only in part of a block.
    [Fragment, Case(3)]
    public static int Spans(int n)
    {
        var a = Enumerable.Range(0, n * 2).ToArray();
        var total = 0;
        for (var i = 0; i < 2; i++)
        {
            Span<int> part = a.AsSpan(i * n, n);
            for (var j = 0; j < part.Length; j++)
                part[j] += i;
            part.Reverse();
            total += part[0];
            Stop.Void("turn");
        }
        scoped Span<int> buffer = stackalloc int[4];
        buffer.Fill(n);
        total += buffer[3];
        while (total > 20)
            total -= Log.Say(5);
        return total + a[0];
    }

    // Trap: stack memory is made anew each time it is used (roslyn #37461).
    [Fragment, Case(2)]
    public static int StackMemory(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            Span<byte> bytes = stackalloc byte[8];
            bytes[i] = (byte)(i + 1);
            foreach (var b in bytes)
                sum += b;
            sum += Stop.Int(i);
        }
        return sum;
    }

    // Trap: foreach by reference over a span, in a loop that is stopped.
    [Fragment, Case(3)]
    public static int[] ForEachRef(int n)
    {
        var a = new int[n];
        for (var i = 0; i < n; i++)
        {
            foreach (ref var x in a.AsSpan())
                x += i;
            Stop.Void("turn");
        }
        return a;
    }

    // Trap: ref locals in try, catch and nested blocks, with names used twice.
    [Fragment, Case(0), Case(5)]
    public static string InTry(int x)
    {
        var a = new int[3];
        try
        {
            ref var r = ref a[x];
            r = 1;
            Stop.Void("in");
        }
        catch (IndexOutOfRangeException)
        {
            ref var r = ref a[2];
            r = 2;
            Stop.Void("caught");
        }
        {
            ref readonly var r = ref a[0];
            x = r;
        }
        return string.Join(",", a) + Stop.Int(x);
    }

    // Trap: C# tells by an initializer how far a span or reference may be handed on; declared ahead, it promises neither more nor less.
    [Fragment, Case("ab,cde,f")]
    public static string HandedOn(string text)
    {
        var found = "";
        for (var turn = 0; turn < 2; turn++)
        {
            ReadOnlySpan<char> rest = text;
            ReadOnlySpan<char> best = default;
            scoped ReadOnlySpan<char> own = stackalloc char[] { 'z' };
            while (rest.Length > 0)
            {
                var comma = rest.IndexOf(',');
                ReadOnlySpan<char> part = default;
                part = comma < 0 ? rest : rest[..comma];
                rest = comma < 0 ? default : rest[(comma + 1)..];
                if (part.Length > best.Length)
                    best = part;
                own = part;
            }
            var longest = best.ToString() + own.ToString();
            found += Stop.Text(longest);
            var counts = new int[2];
            var local = 1;
            ref var heap = ref counts[0];
            ref var stack = ref local;
            if (turn == 1)
            {
                ref var either = ref counts[1];
                either = ref heap;
                either++;
                stack = ref either;
                stack++;
            }
            found += counts[0];
            found += Stop.Int(local);
        }
        return found;
    }

    static bool TryPair(int[] values, out Span<int> pair)
    {
        pair = values.Length < 2 ? default : values.AsSpan(0, 2);
        return values.Length >= 2;
    }

    // Trap: a reference into a span that an out argument declares, in code that is taken apart: both are declared ahead, and the reference may not lead further than the span.
    [Fragment]
    [Case(new[] { 3, 4, 5 })]
    [Case(new[] { 3 })]
    public static int IntoOutSpan(int[] values)
    {
        var sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!TryPair(values, out var pair))
                return Stop.Int(-1);
            ref var first = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(pair);
            first += i;
            sum += first;
            sum += Stop.Int(values[i]);
        }
        return sum;
    }
}

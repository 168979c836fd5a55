using Weave;

namespace Corpus.Targets;

public struct Cell
{
    public int X;
    public int Y;
    public Pair Inner;

    public int Add(int by, int more) { X += by; Y += more; return X; }
}

public struct Pair
{
    public int A;
    public int B;
}

public sealed class Grid
{
    public Cell Cell;

    public Cell[] Cells = new Cell[3];

    public Grid? Next;

    public Cell Copy { get { Log.Add("copy"); return Cell; } }

    int hidden;

    public int Count { get { Log.Add($"get {hidden}"); return hidden; } set { Log.Add($"set {value}"); hidden = value; } }

    public int this[int a, int b]
    {
        get { Log.Add($"get {a},{b}"); return hidden + a + b; }
        set { Log.Add($"set {a},{b} {value}"); hidden = value; }
    }

    public Grid Say(string text) { Log.Add(text); return this; }
}

public static class Source
{
    public static event Action<int>? Changed;

    public static void Raise(int x) { Changed?.Invoke(x); Changed = null; }
}

public static partial class Sample
{
    static int number;

    static byte small;

    public static void Reset() => (number, small) = (1, 250);

    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    static Grid Get(Grid grid) { Log.Add("get grid"); return grid; }

    // Trap: a member of an element: the element is located before the value, and is a place, not a copy.
    [Fragment, Case(1)]
    public static string MemberOfElement(int x)
    {
        var cells = new Cell[3];
        var i = 0;
        cells[i++].X = Stop.Int(5);
        cells[i++].X += Stop.Int(6);
        cells[i].Inner.A = Stop.Int(7);
        cells[i].Inner.A += Stop.Int(i = 0);
        cells[i].Y -= Stop.Int(8) * cells[0].X;
        return string.Join(" ", cells.Select(static c => $"{c.X},{c.Y},{c.Inner.A}")) + i;
    }

    // Trap: an element that is not there throws before the value is evaluated when a member of it is the target, after it when it is the target itself.
    [Fragment, Case(0), Case(1), Case(2)]
    public static string ElementExceptions(int how)
    {
        Cell[]? cells = how == 1 ? null : new Cell[1];
        var numbers = how == 1 ? null : new int[1];
        Grid? grid = how == 2 ? null : new Grid();
        var i = how == 0 ? 0 : 4;
        var text = "";
        foreach (var step in new[] { 0, 1, 2, 3, 4, 5, 6 })
        {
            try
            {
                if (step == 0)
                    cells![i].X = Stop.Int(step);
                else if (step == 1)
                    cells![i].X += Stop.Int(step);
                else if (step == 2)
                    numbers![i] = Stop.Int(step);
                else if (step == 3)
                    numbers![i] += Stop.Int(step);
                else if (step == 4)
                    grid!.Cell.X = Stop.Int(step);
                else if (step == 5)
                    grid!.Cells = [new Cell { X = Stop.Int(step) }];
                else
                    cells![i].Add(Stop.Int(step), 1);
                text += step;
            }
            catch (Exception e)
            {
                Log.Add($"{step} {e.GetType().Name}");
            }
        }
        return text;
    }

    // Trap: places of places: a field of a struct in a field of an object that is evaluated.
    [Fragment, Case(1)]
    public static string Deep(int x)
    {
        var grid = new Grid { Next = new Grid() };
        Get(grid).Cell.Inner.B = Stop.Int(3);
        Get(grid).Cell.Inner.B *= Stop.Int(4);
        Get(grid).Next!.Cells[Plain(1)].Inner.A += Stop.Int(5);
        grid.Cells[Stop.Int(2)].X = Stop.Int(6);
        grid.Cells[Stop.Int(2)].X++;
        ++Get(grid).Cells[Stop.Int(1)].Y;
        var old = grid.Cells[Stop.Int(2)].X--;
        return $"{grid.Cell.Inner.B} {grid.Next.Cells[1].Inner.A} {grid.Cells[2].X} {grid.Cells[1].Y} {old}";
    }

    // Trap: a method of a struct that changes it: called on the place when it is one, on a copy when it is a value.
    [Fragment, Case(1)]
    public static string Methods(int x)
    {
        var cell = new Cell { X = 1 };
        var cells = new[] { cell, cell };
        var grid = new Grid();
        var i = 0;
        var a = cell.Add(Stop.Int(1), Plain(2));
        var b = cells[i++].Add(Stop.Int(3), i);
        var c = grid.Cell.Add(Plain(4), Stop.Int(5));
        var d = grid.Copy.Add(Stop.Int(6), 7);
        var e = grid.Cells[Plain(1)].Add(Stop.Int(8), Stop.Int(9));
        var f = Make(2).Add(Stop.Int(1), Stop.Int(2));
        return $"{a} {b} {c} {d} {e} {f} {cell.X},{cell.Y} {cells[0].X},{cells[0].Y} {grid.Cell.X},{grid.Cell.Y} {grid.Cells[1].Y}";
    }

    static Cell Make(int x) => new() { X = x };

    // Trap: the struct is assigned by a later argument: the method is called on the new value.
    [Fragment, Case(1)]
    public static string ReceiverReplaced(int x)
    {
        var cell = new Cell { X = 1 };
        var a = cell.Add(Stop.Int(2), (cell = new Cell { X = 10 }).X);
        var t = 5;
        var b = t.CompareTo(Stop.Int(t = 7));
        return $"{a} {cell.X} {cell.Y} {b}";
    }

    // Trap: an argument by reference is a place: what leads to it is evaluated in its turn, the callee writes the original.
    [Fragment, Case(1)]
    public static string Referenced(int x)
    {
        var numbers = new[] { 1, 2, 3 };
        var grid = new Grid();
        var i = 0;
        Store(ref numbers[i++], Stop.Int(7));
        Store(ref grid.Cell.X, Stop.Int(8));
        Store(ref Get(grid).Cells[i].Y, Stop.Int(i = 2));
        Give(out numbers[i], Stop.Int(9));
        Store(ref x, Stop.Int(10));
        Store(ref number, Stop.Int(11));
        try
        {
            Store(ref numbers[Plain(5)], Stop.Int(12));
        }
        catch (IndexOutOfRangeException)
        {
            Log.Add("outside");
        }
        return $"{string.Join(",", numbers)} {grid.Cell.X} {grid.Cells[1].Y} {x} {number}";
    }

    static void Store(ref int place, int value) { Log.Add($"store {place} {value}"); place = value; }

    static void Give(out int place, int value) => place = value;

    // Trap: an in argument without the word is a reference too: the callee sees what the next argument writes.
    [Fragment, Case(1)]
    public static string ByReadonlyReference(int x)
    {
        var numbers = new[] { 1, 2 };
        var a = See(number, Change(Stop.Int(5)));
        var b = See(numbers[0], numbers[0] = Stop.Int(6));
        var c = See(x, x = Stop.Int(7));
        var d = See(number + 1, Change(Stop.Int(8)));
        var e = See(in numbers[1], numbers[1] = Stop.Int(9));
        short narrow = 3;
        var f = See(narrow, narrow = (short)Stop.Int(4));
        return $"{a} {b} {c} {d} {e} {f}";
    }

    static int See(in int place, int other) => place * 100 + other;

    static int Change(int value) { number += value; return number; }

    // Trap: get before the value, set after it, on the same receiver with the same arguments.
    [Fragment, Case(1)]
    public static string Indexers(int x)
    {
        var grid = new Grid();
        grid.Say("a")[Plain(1), Plain(2)] += Stop.Int(3);
        grid.Say("b")[x++, Stop.Int(x)] -= Plain(4);
        grid.Say("c")[x, x++]++;
        grid[Stop.Int(1), 2]++;
        var a = ++grid.Say("d")[Stop.Int(5), Plain(6)];
        var b = grid[Plain(1), Stop.Int(2)]--;
        grid.Count += Stop.Int(1);
        grid.Say("e").Count = grid.Say("f").Count + Stop.Int(2);
        var table = new Dictionary<string, int> { ["k"] = 1 };
        table["k"] += Stop.Int(10);
        table[Stop.Text("new")] = Stop.Int(table.Count);
        return $"{a} {b} {x} {string.Join(",", table)}";
    }

    // Trap: several dimensions, and an array of arrays.
    [Fragment, Case(1)]
    public static string Dimensions(int x)
    {
        var table = new int[2, 3];
        int[][] rows = [[1, 2], [3]];
        var i = 0;
        table[i++, i++] = Stop.Int(5);
        table[1, Stop.Int(2)] += Stop.Int(6) + table[0, 1];
        rows[i - 1][Plain(0)] *= Stop.Int(7);
        rows[0] = [Stop.Int(8), rows[0][1]];
        rows[0][1]--;
        return string.Join(",", table.Cast<int>()) + " " + string.Join(";", rows.Select(static r => string.Join(",", r))) + i;
    }

    // Trap: narrow static fields wrap, lifted ones stay null, shifts take an int, checked ones throw after the value.
    [Fragment, Case(1)]
    public static string Fields(int x)
    {
        small += (byte)Stop.Int(10);
        small <<= Stop.Int(1);
        int? none = null;
        none += Stop.Int(1);
        int? some = 2;
        some *= Stop.Int(3);
        number ^= Stop.Int(12);
        number >>>= Stop.Int(1);
        string text = "t";
        text += Stop.Maybe(null) + number;
        object any = "o";
        any += Stop.Text("p");
        DayOfWeek day = DayOfWeek.Monday;
        day += Stop.Int(2);
        char c = 'a';
        c += (char)Stop.Int(2);
        decimal money = 1.5m;
        money *= Stop.Int(2);
        try
        {
            checked { small += 1; }
            number = checked(number + Stop.Int(int.MaxValue));
        }
        catch (OverflowException)
        {
            Log.Add("overflow");
        }
        return $"{small} {none} {some} {number} {text} {any} {day} {c} {money}";
    }

    // Trap: adding to an event reads nothing before the handler.
    [Fragment, Case(1)]
    public static int Events(int x)
    {
        Source.Changed += Handler(Stop.Int(2));
        Source.Changed += Handler(Stop.Int(3));
        Source.Raise(5);
        return number;
    }

    static Action<int> Handler(int factor) { Log.Add($"handler {factor}"); return y => number += factor * y; }

    // Trap: user-defined operators, implicit conversions of the value.
    [Fragment, Case(1)]
    public static string Operators(int x)
    {
        var m = new Money(5);
        m += Stop.Int(2);
        var all = new[] { m, m };
        all[0] -= new Money(Stop.Int(3));
        all[Stop.Int(1)] += all[0];
        m++;
        return $"{m} {all[0]} {all[1]} {m + Stop.Int(1)} {-all[Stop.Int(0)]} {(int)all[Stop.Int(1)]}";
    }

    public readonly record struct Money(int Cents)
    {
        public static Money operator +(Money a, Money b) { Log.Add($"{a.Cents} + {b.Cents}"); return new(a.Cents + b.Cents); }

        public static Money operator -(Money a, Money b) { Log.Add($"{a.Cents} - {b.Cents}"); return new(a.Cents - b.Cents); }

        public static Money operator -(Money a) => new(-a.Cents);

        public static Money operator ++(Money a) => new(a.Cents + 100);

        public static implicit operator Money(int cents) { Log.Add($"to money {cents}"); return new(cents); }

        public static explicit operator int(Money money) { Log.Add("to int"); return money.Cents; }

        public override string ToString() => $"{Cents}c";
    }

    // Trap: a simple name may be a property of a value type: it is read before the argument, as a copy.
    [Fragment, Case(1)]
    public static string PropertyReceiver(int x)
    {
        number = 3;
        var a = Current.Add(Bump(Stop.Int(4)), 0);
        var b = Age.CompareTo(Bump(Stop.Int(1)));
        var c = Age + Bump(Stop.Int(2)) + Age;
        return $"{a} {b} {c}";
    }

    static Cell Current => new() { X = number };

    static int Age { get { Log.Add($"age {number}"); return number; } }

    static int Bump(int by) { number += by; return number; }

    // Trap: assignments as values, right to left, to places of every kind.
    [Fragment, Case(1)]
    public static string Chain(int x)
    {
        var grid = new Grid();
        var numbers = new int[3];
        var i = 0;
        numbers[i++] = grid.Cell.X = grid.Cells[i++].Y = x = Stop.Int(4);
        numbers[i] = numbers[0] += number += Stop.Int(5);
        return $"{string.Join(",", numbers)} {grid.Cell.X} {grid.Cells[1].Y} {x} {number} {i}";
    }
}

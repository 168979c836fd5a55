using Weave;

namespace Corpus.Virtuals;

/// <summary>Virtual and interface fragment functions: a twin runs only where the object's own method is the one it was woven from.</summary>
public abstract partial class Shape
{
    public int Turns;

    [Fragment]
    public virtual int Area(int scale)
    {
        var area = 0;
        for (var i = 0; i < scale; i++)
            area += Stop.Int(i) + Turns;
        return area;
    }

    [Fragment]
    public abstract string Name(string prefix, int times = 2);

    [Fragment]
    public virtual async Task<int> Later(int x)
    {
        await Durable.Checkpoint();
        return x + Turns;
    }

    [Fragment]
    public abstract ValueTask<string> Fetch(string what);

    [Fragment]
    protected virtual T? Pick<T>(T? left, T? right)
    {
        for (var i = 0; i < 1; i++)
            Stop.Int(i);
        return left ?? right;
    }

    /// <summary>Trap: a virtual call on this from a method of the base.</summary>
    [Fragment]
    public string All(int x) => Name("all") + Area(x) + Pick("l", null) + Pick<int>(1, 2);
}

public partial class Square : Shape
{
    /// <summary>Trap: base.F() is no virtual call: it runs the base's body, though the object's own method is this one.</summary>
    [Fragment]
    public override int Area(int scale) => base.Area(scale) * 10 + Stop.Int(scale);

    [Fragment]
    public override string Name(string prefix, int times)
    {
        var name = prefix;
        for (var i = 0; i < times; i++)
            name += Stop.Text(" square");
        return name;
    }

    [Fragment]
    public override async Task<int> Later(int x) => await base.Later(x) + await Stop.IntAsync(1000);

    [Fragment]
    public override async ValueTask<string> Fetch(string what)
    {
        await Durable.Checkpoint();
        return what + Turns;
    }
}

/// <summary>Trap: derives from a woven class and overrides without a mark: its base's twin must not run on it.</summary>
#pragma warning disable WEAVE0004
public class Unmarked : Square
{
    public override int Area(int scale) => -base.Area(scale);

    public override string Name(string prefix, int times) => prefix + " unmarked";

    public override async Task<int> Later(int x)
    {
        await Task.Yield();
        return -x;
    }

    public override ValueTask<string> Fetch(string what) => new("unmarked " + what);
}

/// <summary>Trap: marked again below an unmarked override; base.F() is a plain call then.</summary>
public sealed partial class Again : Unmarked
{
    [Fragment]
    public override int Area(int scale) => base.Area(scale) + 7 * Stop.Int(1);

    [Fragment]
    protected override T? Pick<T>(T? left, T? right)
        where T : default
    {
        for (var i = 0; i < 1; i++)
            Stop.Int(5);
        return right is null ? base.Pick(left, right) : right;
    }
}

/// <summary>Trap: a new slot of the same name; calls by the static type mean one or the other.</summary>
public partial class Hidden : Square
{
    [Fragment]
    public new virtual int Area(int scale)
    {
        for (var i = 0; i < 1; i++)
            Log.Add("hidden");
        return 5 + Stop.Int(scale);
    }
}

public partial class HiddenMore : Hidden
{
    [Fragment]
    public sealed override int Area(int scale) => base.Area(scale) + ((Square)this).Area(1);
}

/// <summary>Trap: covariant return.</summary>
public partial class Maker
{
    [Fragment]
    public virtual Shape Make(int x)
    {
        for (var i = 0; i < 1; i++)
            Stop.Int(x);
        return new Square { Turns = x };
    }
}

public partial class SquareMaker : Maker
{
    [Fragment]
    public override Square Make(int x)
    {
        var made = (Square)base.Make(x);
        made.Turns += Stop.Int(100);
        return made;
    }
}

public partial interface ICounts
{
    [Fragment]
    int Count(int to);

    /// <summary>Trap: a default body in the interface: fields of this do not exist, calls on this are interface calls.</summary>
    [Fragment]
    int Twice(int to)
    {
        var sum = 0;
        for (var i = 0; i < 2; i++)
            sum += Count(to) + Stop.Int(i);
        return sum;
    }

    [Fragment]
    sealed int Thrice(int to) => Count(to) + Twice(to) + Stop.Int(1);
}

public partial interface IProduces<out T>
{
    [Fragment]
    T Produce(int x);
}

public partial class Counter : ICounts, IProduces<string>
{
    [Fragment]
    public int Count(int to)
    {
        var sum = 0;
        for (var i = 0; i < to; i++)
            sum += Stop.Int(i);
        return sum;
    }

    [Fragment]
    public string Produce(int x) => "p" + Stop.Int(x);
}

/// <summary>Trap: the public method is woven, but the interface is implemented by another, explicitly.</summary>
public partial class TwoFaced : ICounts
{
    [Fragment]
    public int Count(int to)
    {
        for (var i = 0; i < to; i++)
            Log.Add("public");
        return to;
    }

    int ICounts.Count(int to) => to * 1000;

    public int Twice(int to) => 3;
}

/// <summary>Trap: an explicit implementation that is woven, beside a public method that is not.</summary>
public partial class Explicit : ICounts
{
    public int Base = 4;

    [Fragment]
    int ICounts.Count(int to)
    {
        for (var i = 0; i < to; i++)
            Base += Stop.Int(i);
        return Base;
    }

    public int Count(int to) => -1;
}

/// <summary>Trap: the interface is implemented again below by a method without twin.</summary>
public class Reimplemented : Counter, ICounts
{
    public new int Count(int to) => to * 7;
}

/// <summary>Trap: a struct behind an interface: the box is a place that others change.</summary>
public partial struct Boxed : ICounts
{
    public int Value;

    [Fragment]
    public readonly int Count(int to)
    {
        for (var i = 0; i < to; i++)
            Stop.Int(Value);
        return Value;
    }
}

public partial class Node<T>
    where T : IComparable<T>
{
    public Node<T>? Left;
    public Node<T>? Right;
    public T Value = default!;

    /// <summary>Trap: a virtual method of a generic type that recurses through the slot.</summary>
    [Fragment]
    public virtual int Depth(int limit)
    {
        if (limit == 0)
            return 0;
        var left = Left is null ? 0 : Left.Depth(limit - 1);
        var right = Right is null ? 0 : Right.Depth(limit - 1);
        return 1 + Math.Max(left, right);
    }
}

public partial class Heavy<T> : Node<T>
    where T : IComparable<T>
{
    [Fragment]
    public override int Depth(int limit) => base.Depth(limit) + 100;
}
#pragma warning restore WEAVE0004

public static partial class Uses
{
    static Shape[] Shapes() => [new Square { Turns = 1 }, new Unmarked { Turns = 2 }, new Again { Turns = 3 }, new HiddenMore { Turns = 4 }];

    [Fragment]
    [Case(2)]
    public static string ByBase(int x)
    {
        var text = "";
        foreach (var shape in Shapes())
        {
            text += shape.Area(x);
            text += shape.Name("n") + shape.Name(times: Stop.Int(1), prefix: "m");
            text += shape.All(1) + ";";
        }
        return text;
    }

    [Fragment]
    [Case(2)]
    public static async Task<string> ByBaseLater(int x)
    {
        var text = "";
        foreach (var shape in Shapes())
        {
            text += await shape.Later(x);
            text += await shape.Fetch("f") + ";";
        }
        return text;
    }

    [Fragment]
    [Case(2)]
    public static string ByStaticType(int x)
    {
        var hidden = new HiddenMore();
        Hidden middle = hidden;
        Square square = hidden;
        return hidden.Area(x) + "/" + middle.Area(x) + "/" + square.Area(x) + "/" + new Again().Area(x) + "/" + new Hidden().Area(x);
    }

    [Fragment]
    [Case(3)]
    public static int Covariant(int x)
    {
        Maker maker = new SquareMaker();
        return maker.Make(x).Turns + new SquareMaker().Make(x).Turns + new Maker().Make(x).Turns;
    }

    [Fragment]
    [Case(2)]
    public static string ByInterface(int x)
    {
        ICounts[] all = [new Counter(), new TwoFaced(), new Explicit(), new Reimplemented(), new Boxed { Value = 9 }];
        var text = "";
        foreach (var one in all)
        {
            text += one.Count(x) + "/" + one.Twice(x);
            text += "/" + one.Thrice(1) + ";";
        }
        IProduces<object> produces = new Counter();
        return text + produces.Produce(Stop.Int(4)) + new TwoFaced().Count(1) + new Explicit().Count(1);
    }

    /// <summary>Trap: a null receiver throws after the arguments have been evaluated.</summary>
    [Fragment]
    [Case(1)]
    public static string NullReceiver(int x)
    {
        Shape? none = null;
        try
        {
            return "" + none!.Area(Stop.Int(x));
        }
        catch (NullReferenceException)
        {
            Log.Add("null");
        }
        return "thrown";
    }

    /// <summary>Trap: the receiver is evaluated once, before the arguments.</summary>
    [Fragment]
    [Case(1)]
    public static int ReceiverOnce(int x)
    {
        Shape shape = new Square { Turns = 1 };
        return Say(shape).Area(Assign(out shape, Stop.Int(x))) + shape.Turns;
    }

    static Shape Say(Shape shape)
    {
        Log.Add("receiver");
        return shape;
    }

    static int Assign(out Shape shape, int x)
    {
        shape = new Unmarked { Turns = 50 };
        return x;
    }

    /// <summary>Trap: a type parameter with an interface constraint may be a struct: its method changes the variable itself.</summary>
    [Fragment]
    static int Through<T>(T counts)
        where T : ICounts => counts.Count(2) + Stop.Int(1);

    [Fragment]
    [Case]
    public static int ThroughParameter() => Through(new Counter()) + Through(new Boxed { Value = 3 }) + Through<ICounts>(new Explicit());

    [Fragment]
    [Case]
    public static int GenericSlots()
    {
        var root = new Node<int> { Left = new Heavy<int> { Right = new Node<int>() } };
        return root.Depth(5) + new Heavy<string> { Left = new() }.Depth(3);
    }

    /// <summary>Trap: a virtual method as a delegate is a plain call.</summary>
    [Fragment]
    [Case(2)]
    public static int Delegates(int x)
    {
        Shape shape = new Square();
        Func<int, int> area = shape.Area;
        return area(x) + Stop.Int(1);
    }
}

public partial interface ITakes
{
    [Fragment]
    string Take(int x);

    [Fragment]
    string Take(string x);
}

/// <summary>Trap: two explicit implementations of one name: frames and cuts must not bear the same name.</summary>
public partial class Taker : ITakes
{
    public static IEnumerable<object?[]> All() => [[new Taker(), 2]];

    [Fragment]
    string ITakes.Take(int x) => "int" + Stop.Int(x);

    [Fragment]
    string ITakes.Take(string x)
    {
        foreach (var c in x)
            x += Stop.Int(c);
        return x;
    }

    [Fragment]
    [Cases(nameof(All))]
    public string Both(int x) => ((ITakes)this).Take(x) + ((ITakes)this).Take("ab");
}

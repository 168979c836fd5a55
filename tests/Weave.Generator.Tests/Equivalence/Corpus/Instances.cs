using Weave;

namespace Corpus.Instances;

public partial class Account
{
    int balance;
    readonly List<string> entries = [];

    public Account? Other { get; set; }

    public static IEnumerable<object?[]> Makes()
    {
        yield return [new Account { balance = 5 }, 3];
        var first = new Account { balance = 1 };
        first.Other = first;
        yield return [first, 2];
        var second = new Account { balance = 7, Other = new Account { balance = 8 } };
        second.Other.Other = second;
        yield return [second, 4];
    }

    // Trap: fields of this change before and after a capture; unqualified names mean this.
    [Fragment, Cases(nameof(Makes))]
    public int Deposit(int times)
    {
        for (var i = 0; i < times; i++)
        {
            balance += i;
            entries.Add($"+{i}");
            balance += Stop.Int(i);
            this.balance++;
            if (Other is { } other && other != this)
                other.balance -= Stop.Int(1);
        }
        return balance;
    }

    public static IEnumerable<object?[]> Pairs()
    {
        var a = new Account { balance = 1 };
        yield return [a, a];
        yield return [new Account { balance = 1 }, new Account { balance = 2 }];
    }

    // Trap: an argument that is this.
    [Fragment, Cases(nameof(Pairs))]
    public string Transfer(Account to)
    {
        balance -= Stop.Int(10);
        to.balance += Stop.Int(10);
        entries.Add("out");
        to.entries.Add(ReferenceEquals(this, to) ? "self" : "in");
        Stop.Void("done");
        return $"{balance} {to.balance} {string.Join(",", entries)} {ReferenceEquals(this, to)}";
    }

    // Trap: this as a value, as an argument, as a result, in a lambda.
    [Fragment, Cases(nameof(Makes))]
    public Account Itself(int n)
    {
        var me = this;
        Stop.Void("a");
        Func<int> read = () => balance + n;
        me.balance = read();
        return Helper(me, n);
    }

    [Fragment]
    Account Helper(Account account, int n)
    {
        for (var i = 0; i < n; i++)
            account.balance += Stop.Int(1);
        entries.Add(ReferenceEquals(account, this) ? "same" : "other");
        return account;
    }

    // Trap: instance and static fragments call each other; receivers are values.
    [Fragment, Cases(nameof(Makes))]
    public int Receivers(int n)
    {
        var account = new Account { balance = n };
        var sum = account.Add(1) + Add(2) + this.Add(3) + Twice(account).Add(Stop.Int(4)) + Zero(account);
        return sum * 10 + account.balance;
    }

    [Fragment]
    int Add(int x)
    {
        Stop.Void("add");
        balance += x;
        return balance;
    }

    Account Twice(Account account)
    {
        Log.Add("twice");
        account.balance *= 2;
        return account;
    }

    [Fragment]
    static int Zero(Account account) => Stop.Int(account.balance = 0);

    // Trap: the receiver is null: the exception comes after the arguments.
    [Fragment, NoCapture("the receiver is null"), Cases(nameof(Makes))]
    public int NullReceiver(int n)
    {
        Account? none = n > 100 ? this : null;
        return none!.Add(Log.Say(n));
    }
}

/// <summary>A base class with private fields, and fragments on both levels.</summary>
public abstract partial class Shape
{
    double scale = 2;

    protected abstract double Area();

    [Fragment]
    protected double Scaled(int n)
    {
        double sum = 0;
        for (var i = 0; i < n; i++)
            sum += Area() * scale + Stop.Double(i);
        scale += n;
        return sum;
    }
}

public sealed partial class Square : Shape
{
    double side = 3;

    protected override double Area() => side * side;

    [Fragment, Cases(nameof(Make))]
    public double Work(int n)
    {
        var a = Scaled(n);
        side += Stop.Double(1);
        return a + base.Scaled(n);
    }

    public static IEnumerable<object?[]> Make() => [[new Square(), 2]];
}

public interface ICounter
{
    int Count(int n);
}

/// <summary>A record that implements an interface implicitly, with a primary constructor.</summary>
public sealed partial record Counter(string Name) : ICounter
{
    int total;

    [Fragment, Cases(nameof(Make))]
    public int Count(int n)
    {
        foreach (var letter in Name)
            total += letter * Stop.Int(n);
        return total;
    }

    [Fragment, Cases(nameof(Make))]
    public Counter With(int n)
    {
        var other = this with { Name = Name + n };
        Stop.Void("with");
        other.total += n;
        var more = Stop.Int(1);
        return other with { total = other.total + more };
    }

    public static IEnumerable<object?[]> Make() => [[new Counter("ab"), 2]];
}

public readonly partial record struct Vector(int X, int Y)
{
    [Fragment, Cases(nameof(Make))]
    public Vector Grow(int n)
    {
        var result = this;
        for (var i = 0; i < n; i++)
            result = new Vector(result.X + Stop.Int(X), result.Y + Y);
        return result;
    }

    [Fragment, Case(3)]
    public static Vector Static(int n) => new(Stop.Int(n), Stop.Int(n + 1));

    public static IEnumerable<object?[]> Make() => [[new Vector(1, 2), 2]];
}

public static partial class Outer
{
    public partial class Middle
    {
        public int Level;

        public partial class Inner
        {
            [Fragment, Case(2)]
            public static string Deep(int n)
            {
                var middle = new Middle { Level = n };
                Stop.Void("deep");
                return nameof(Inner) + middle.Level + Stop.Text(Secret);
            }
        }
    }

    const string Secret = "hidden";
}

// since C# 14
using Weave;

namespace Corpus.Members14;

/// <summary>Members of C# 14 with cuts beside them.</summary>
public static partial class Sample
{
    /// <summary>A counter that is changed in place by its own operators.</summary>
    public sealed class Tally
    {
        public int Sum;

        public List<string> Story = [];

        public void operator +=(int by)
        {
            Story.Add($"+{by}");
            Sum += by;
        }

        public void operator *=(string text)
        {
            Story.Add($"*{text}");
            Sum *= text.Length;
        }

        public void operator ++()
        {
            Story.Add("++");
            Sum++;
        }

        public static Tally operator -(Tally tally, int by) => new() { Sum = tally.Sum - by, Story = [.. tally.Story, $"-{by}"] };

        public override string ToString() => Sum + string.Concat(Story);
    }

    public struct Meter
    {
        public int At;

        public void operator +=(int by) => At += by;

        public void operator --() => At--;
    }

    static Tally Make(string name)
    {
        Log.Add(name);
        return new();
    }

    // Trap: an operator of the object itself changes it in place, and reads nothing before the value.
    [Fragment, Case(2)]
    public static string InPlace(int x)
    {
        var tally = Make("t");
        var same = tally;
        tally += Stop.Int(x);
        tally *= Stop.Text("four");
        tally++;
        ++tally;
        tally -= Stop.Int(1);
        tally += x;
        tally += (tally = Make("other")).Sum + Stop.Int(7);
        return $"{tally} {same} {ReferenceEquals(tally, same)}{(tally += Stop.Int(8)) == tally}";
    }

    // Trap: the target is found before the value, and is not changed by it.
    [Fragment, Case(2)]
    public static string InPlaceOfElement(int x)
    {
        var all = new[] { Make("a"), Make("b") };
        var first = all[0];
        var i = 0;
        all[i++] += Stop.Int(x + i);
        all[i] += Stop.Int(all.Length + (i = 0));
        first += Stop.Int((all[0] = Make("c")).Sum + 5);
        return $"{all[0]} {all[1]} {first} {i}";
    }

    // Trap: of a struct, in a local, a field and an element.
    [Fragment, Case(2)]
    public static string InPlaceOfStruct(int x)
    {
        Meter meter = new() { At = x };
        var meters = new Meter[2];
        meter += Stop.Int(3);
        meters[1] += Stop.Int(4);
        meter--;
        meters[x - 2]--;
        return $"{meter.At} {meters[0].At} {meters[1].At}";
    }

    /// <summary>A property whose accessor has the field of its own.</summary>
    public sealed class Guarded
    {
        public int Level
        {
            get;
            set => field = value < 0 ? throw new ArgumentException("negative") : Log.Say(value) + field;
        }

        public string Name
        {
            get => field ??= Log.Say("named");
            set;
        }

        = null!;
    }

    // Trap: accessors with a field of their own do more than store: values pass through them in order.
    [Fragment, Case(1), Case(-1)]
    public static string FieldKeyword(int x)
    {
        var guarded = new Guarded { Level = Stop.Int(2) };
        guarded.Level += Stop.Int(x);
        guarded.Level = guarded.Level++ + Stop.Int(x);
        return guarded.Name + guarded.Level;
    }

    /// <summary>Parts that stand apart.</summary>
    public sealed partial class Parted
    {
        public partial Parted(int x);

        public partial event Action? Changed;
    }

    public sealed partial class Parted
    {
        Action? handlers;

        public int X { get; private set; }

        public partial Parted(int x)
        {
            Log.Add($"made {x}");
            X = x;
        }

        public partial event Action? Changed
        {
            add
            {
                Log.Add("add");
                handlers += value;
            }

            remove => handlers -= value;
        }

        public void Raise() => handlers?.Invoke();
    }

    // Trap: an event's accessor is called between cuts; the object's constructor runs where it stands.
    [Fragment, Case(1)]
    public static int PartialMembers(int x)
    {
        var parted = new Parted(Stop.Int(x)) { };
        var made = new Parted(x + 1).X + Stop.Int(3);
        parted.Changed += static () => Log.Add("raised");
        parted.Raise();
        return made * 10 + Stop.Int(made) + x;
    }

    // Trap: the name of an open type is a constant.
    [Fragment, Case(1)]
    public static string UnboundNames(int x) => nameof(List<>) + Stop.Int(x) + nameof(Dictionary<,>.Keys) + nameof(Stop.Int);

    delegate bool TryParse<T>(string text, out T value);

    delegate int Change(ref int value, in int by);

    // Trap: parameters of lambdas with modifiers and no types; the variable outside is changed through the reference.
    [Fragment, Case("12"), Case("x")]
    public static int LambdaModifiers(string text)
    {
        TryParse<int> parse = (t, out value) => int.TryParse(t, out value);
        Change change = (ref v, in by) => v += by;
        var sum = parse(text, out var parsed) ? parsed : -1;
        change(ref sum, 3);
        return sum * 10 + Stop.Int(parsed);
    }

    static int Sum(ReadOnlySpan<int> items)
    {
        var sum = 0;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    static string Kind<T>(ReadOnlySpan<T> items) => "span" + items.Length;

    static string Kind<T>(IEnumerable<T> items) => "sequence";

    // Trap: arrays convert to spans at the call: the array itself goes across the cut, and the overload stays the same.
    [Fragment, Case(3)]
    public static string Spans(int x)
    {
        int[] items = [1, x];
        return Sum(items) + Kind(items) + items.Contains(Stop.Int(x)) + Stop.Int(items.IndexOf(x)) + Add(items, Stop.Int(4)) + Kind(new[] { "a" });
    }

    static int Add(ReadOnlySpan<int> items, int more) => items[0] + items[1] + more;

    // Trap: a null-conditional assignment with a compound operator of its own, an awaited value, and a receiver that the value replaces.
    [Fragment, Case(true), Case(false)]
    public static async Task<string> Conditional(bool found)
    {
        Holder? holder = found ? new() : null;
        holder?.Tally += await Stop.IntAsync(3);
        holder?.Name = await Name(holder = new Holder { Name = "new" });
        holder?.Inner?.Name ??= Stop.Text("inner");
        holder?.Counts[await Stop.IntAsync(0)] = Stop.Int(5);
        return $"{holder?.Tally} {holder?.Name} {holder?.Inner?.Name} {holder?.Counts[0]}";
    }

    static async Task<string> Name(Holder holder)
    {
        await Task.Yield();
        Log.Add(holder.Name ?? "nameless");
        return "named";
    }

    public sealed class Holder
    {
        public Tally Tally = new();

        public string? Name { get; set; }

        public Holder? Inner { get; set; }

        public int[] Counts { get; } = new int[1];
    }
}

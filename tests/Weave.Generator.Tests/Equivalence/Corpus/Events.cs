using Weave;
using Weave.Testing;

namespace Corpus.Events;

public sealed record Approval(string By, List<int> Lines);

public abstract record Shape;

public sealed record Circle(int Radius) : Shape;

public readonly record struct Point(int X, int Y);

public static partial class Sample
{
    static void Given() => new TestEvents()
        .Raise("approved", true).Raise("number", 4).Raise("number", 5).Raise("number", 6).Raise("approval", new Approval("me", [1])).Raise("ignored", "text")
        .Raise<Point?>("point", new Point(7, 8)).Raise<Shape>("shape", new Circle(2)).Raise("other", 1.5);

    // A value that is awaited in an expression; one that nobody uses; named arguments; the same name again and again.
    [Fragment, Case(3)]
    public static async Task<string> All(int n)
    {
        Given();
        var approved = await Durable.Event<bool>("approved");
        var sum = 0;
        for (var i = 0; i < n; i++)
            sum += i + await Durable.Event<int>("number", timeout: TimeSpan.FromHours(1));
        var approval = await Durable.Event<Approval>(name: "approval");
        approval.Lines.Add(sum);
        await Durable.Event<string>("ignored");
        return $"{approved} {sum} {approval.By} {string.Join(",", approval.Lines)} {(await Durable.Event<Point?>("point"))?.X}";
    }

    // What the wait throws is caught where it stands.
    [Fragment, Case(1)]
    public static async Task<int> Late(int x)
    {
        Given();
        try
        {
            x += await Durable.Event<int>("none", TimeSpan.FromDays(2));
        }
        catch (TimeoutException e)
        {
            Log.Add(e.Message);
        }

        try
        {
            x += await Durable.Event<int>("other");
        }
        catch (EventTypeException e) when (e.Given == "double")
        {
            x += await Durable.Event<int>("number") + e.Event.Length;
        }

        return x;
    }

    // In tail position there is no frame of its own; a generic callee waits for what its caller says.
    [Fragment, Case(1)]
    public static async Task<string> Called(int x)
    {
        Given();
        var shape = await Tail();
        var number = await Receive<int>("number");
        return $"{shape} {number + x} {await Receive<Approval>("approval")}";
    }

    [Fragment]
    static async Task<Shape> Tail() => await Durable.Event<Shape>("shape");

    [Fragment]
    static async Task<T> Receive<T>(string name)
    {
        var value = await Durable.Event<T>(name);
        return value;
    }
}

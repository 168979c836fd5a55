using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;

namespace Weave.Generator.Tests.Codecs;

/// <summary>What cannot travel is named by the way to it.</summary>
public sealed class PinnedPathTests
{
    const string Shop = """
        public class Order { public Customer Customer { get; set; } = new(); public int Id; }
        public class Customer { private FileStream? _stream; public bool Busy => _stream is not null; }
        public class Ticking { public event EventHandler? Ticked; public void Tick() => Ticked?.Invoke(this, EventArgs.Empty); }
        public class Holding(Stream inner) { public long Length => inner.Length; }
        public class Naming(Stream inner) { public string Name = nameof(inner); public long Length = inner.Length; public string N => nameof(inner); }
        public class Basket : Stack<int>;
        public class OwnError(Order order) : Exception { public Order Order { get; } = order; }
        public class Handle { public int Id; ~Handle() { } }
        public struct Slots { public Slot Slot; }
        [System.Runtime.CompilerServices.InlineArray(4)] public struct Slot { int first; }
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
        public struct Overlaid { [System.Runtime.InteropServices.FieldOffset(0)] public byte B; [System.Runtime.InteropServices.FieldOffset(0)] public bool Flag; }
        [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 64)] public struct Roomy { public byte First; }
        public class Closed { private sealed class Inner { public int X; } private Inner _inner = new(); public int X => _inner.X; }
        public interface IShape { double Area { get; } }
        public sealed class Circle : IShape { public double R; public double Area => R; }
        public sealed class Live : IShape { Func<double>? _f; public double Area => _f!(); }
        public class Box<T> { public T Value = default!; }
        public partial class Linked { partial class Hidden<T> { } }
        public interface INothing;
        """;

    [Theory]
    [InlineData("Order", ".Customer._stream: FileStream")]
    [InlineData("FileStream", ": FileStream")]
    [InlineData("List<Order>", "[].Customer._stream: FileStream")]
    [InlineData("Dictionary<string, Order[]>", ".Values[][].Customer._stream: FileStream")]
    [InlineData("Dictionary<Order, int>", ".Keys[].Customer._stream: FileStream")]
    [InlineData("(int Count, Order Order)", ".Item2.Customer._stream: FileStream")]
    [InlineData("Box<Order>", ".Value.Customer._stream: FileStream")]
    [InlineData("Ticking", ".Ticked: EventHandler")]
    [InlineData("Holding", ".inner: Stream")]
    [InlineData("Func<int>", ": Func<int>")]
    [InlineData("Task<int>", ": Task<int>")]
    [InlineData("CancellationToken", ": CancellationToken")]
    [InlineData("Thread", ": Thread")]
    [InlineData("Box<Action>", ".Value: Action")]
    [InlineData("IEnumerable<int>", ": IEnumerable<int> (may be computed lazily: use a list or an array)")]
    [InlineData("IDisposable", ": IDisposable")]
    [InlineData("Basket", ": Basket (derives from Stack<int>, which is outside the source)")]
    [InlineData("OwnError", ": OwnError (an exception keeps only simple fields, and Order is Order)")]
    [InlineData("System.Collections.Frozen.FrozenSet<Naming>", ": FrozenSet<Naming> (its class depends on hashes, and Naming is no simple value)")]
    [InlineData("System.Net.Mail.MailAddress", ": MailAddress")]
    [InlineData("Handle", ": Handle (has a finalizer, which would run once for every copy)")]
    [InlineData("Slots", ".Slot: Slot (is an inline array)")]
    [InlineData("Overlaid", ": Overlaid (has an explicit layout with fields other than numbers)")]
    [InlineData("Roomy", ": Roomy (has a declared size, so it may hold more than its fields)")]
    [InlineData("Closed", ": Closed (Inner is private inside Closed, which is not partial)")]
    [InlineData("IShape", "(as Live)._f: Func<double>")]
    [InlineData("IShape[]", "[](as Live)._f: Func<double>")]
    public void The_path_leads_to_what_is_pinned(string type, string path) =>
        Assert.Equal(path, CodecWorkshop.Of(Shop, $"public static class Cases {{ public static {type} Value = default!; }}").Plan("Value").PinnedPath);

    [Fact]
    public void A_dynamic_value_is_pinned() =>
        Assert.Equal(".Value: dynamic", CodecWorkshop.Of(Shop, "public static class Cases { public static Box<dynamic> Value = default!; }").Plan("Value").PinnedPath);

    [Fact]
    public void A_type_parameter_is_pinned_only_by_its_constraint()
    {
        var workshop = CodecWorkshop.Of("public static class Cases { public static List<T> Value<T>() => []; public static List<T> Streams<T>() where T : System.IO.Stream => []; }");
        Assert.Null(workshop.Plan("Value").PinnedPath);
        Assert.Equal("[]: T (is a Stream)", workshop.Plan("Streams").PinnedPath);
    }

    [Fact]
    public void A_pointer_and_a_fixed_buffer_are_pinned()
    {
        var workshop = CodecWorkshop.OfUnsafe("""
            public unsafe struct Raw { public int* P; }
            public unsafe struct Block { public int Count; public fixed int Data[8]; }
            public static class Cases { public static Raw Raw; public static Block Block; }
            """);
        Assert.Equal(".P: int*", workshop.Plan("Raw").PinnedPath);
        Assert.Equal(".Data: int*", workshop.Plan("Block").PinnedPath);
    }

    [Fact]
    public void An_anonymous_type_is_pinned() => Assert.NotNull(CodecWorkshop.Of("""
        public static class Cases { public static object Make() => Of(new { A = 1 }); static T Of<T>(T value) => value; }
        """).PlanOfFirstAnonymous().PinnedPath);

    [Fact]
    public void A_parameter_that_only_initializers_or_nameof_use_is_no_state() =>
        Assert.Null(CodecWorkshop.Of(Shop, "public static class Cases { public static Naming Value = null!; }").Plan("Value").PinnedPath);

    [Fact]
    public void The_shortest_path_is_shown() => Assert.Equal(".Near: Stream", CodecWorkshop.Of("""
        public class Far { public Stream Deep = null!; }
        public class Root { public Far Far = null!; public Stream Near = null!; }
        public static class Cases { public static Root Value = null!; }
        """).Plan("Value").PinnedPath);

    [Theory]
    [InlineData("public Grow<List<T>>? A;", " (is nested too deep)")]
    [InlineData("public Grow<(T, T)>? A;", " (is nested too deep)")]
    [InlineData("public Grow<List<T>>? A; public Grow<T[]>? B; public Grow<(T, int)>? C;", " (is constructed without end)")]
    public void A_type_that_grows_without_end_is_pinned(string fields, string reason)
    {
        var path = CodecWorkshop.Of($$"""
            public class Grow<T> { {{fields}} }
            public static class Cases { public static Grow<int> Value = null!; }
            """).Plan("Value").PinnedPath;
        Assert.EndsWith(reason, path, StringComparison.Ordinal);
        Assert.InRange(path!.Length, 10, 250);
    }

    [Fact]
    public void A_file_local_type_is_pinned() => Assert.Equal(": Hidden (Hidden is a file-local type)", CodecWorkshop.Of("""
        file class Hidden { public int X; }
        file static class Inside { public static Hidden Value = null!; }
        public static class Cases { }
        """).PlanOfFieldIn("Inside", "Value").PinnedPath);

    [Fact]
    public void Merging_leaves_pinned_plans_out()
    {
        var workshop = CodecWorkshop.Of(Shop, "public static class Cases { public static Order Bad = null!; public static Circle Good = null!; }");
        var merged = CodecPlan.Merge([workshop.Plan("Bad"), workshop.Plan("Good"), workshop.Plan("Good")]);
        Assert.False(merged.IsPinned);
        Assert.Equal("global::Circle", Assert.Single(merged.Codecs).Key);
    }
}

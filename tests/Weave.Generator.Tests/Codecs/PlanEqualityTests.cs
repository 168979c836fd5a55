using System.Reflection;
using Microsoft.CodeAnalysis;
using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;

namespace Weave.Generator.Tests.Codecs;

/// <summary>Plans are values: equal source gives equal plans, whatever the order of files, and no plan keeps a compilation alive.</summary>
public sealed class PlanEqualityTests
{
    const string First = """
        namespace Shop;
        public partial class Order { public int Id; public List<Line> Lines = []; public IPart? Part; }
        public class Line { public decimal Price { get; set; } }
        """;

    const string Second = """
        namespace Shop;
        public interface IPart;
        public sealed class Wheel : IPart { public int Size; }
        public partial class Order { private readonly string note = ""; public string Note => note; }
        public sealed class Axle : IPart { public readonly int Length; }
        """;

    const string Main = """
        public static partial class Cases { public static Shop.Order Make() => null!; private static Hidden Inside() => null!; private class Hidden { public int X; } }
        """;

    [Fact]
    public void Equal_source_gives_equal_plans_and_texts()
    {
        var (one, two) = (CodecWorkshop.Of(First, Second, Main), CodecWorkshop.Of(First, Second, Main));
        Assert.Equal(one.PlanAll(), two.PlanAll());
        Assert.Equal(one.PlanAll().GetHashCode(), two.PlanAll().GetHashCode());
        Assert.Equal(one.Generate(), two.Generate());
    }

    [Fact]
    public void The_order_of_types_in_the_source_changes_nothing()
    {
        var moved = Second.Replace("public interface IPart;", "", StringComparison.Ordinal) + "\npublic interface IPart;";
        Assert.Equal(CodecWorkshop.Of(First, Second, Main).PlanAll(), CodecWorkshop.Of(First, moved, Main).PlanAll());
    }

    [Fact]
    public void A_change_that_matters_changes_the_plan()
    {
        var renamed = First.Replace("Price", "Cost", StringComparison.Ordinal);
        Assert.NotEqual(CodecWorkshop.Of(First, Second, Main).PlanAll(), CodecWorkshop.Of(renamed, Second, Main).PlanAll());
    }

    [Fact]
    public void A_change_that_does_not_matter_changes_nothing()
    {
        var commented = "// a remark\n" + First.Replace("= [];", "= new List<Line>(4);", StringComparison.Ordinal);
        Assert.Equal(CodecWorkshop.Of(First, Second, Main).PlanAll(), CodecWorkshop.Of(commented, Second, Main).PlanAll());
    }

    [Fact]
    public void No_symbol_is_left_in_a_plan()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(CodecWorkshop.Of(First, Second, Main).PlanAll());
        Assert.Contains(seen, static part => part is HomeModel);

        void Walk(object? part)
        {
            if (part is null or string || !seen.Add(part))
                return;
            Assert.False(part is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location, part.GetType().ToString());
            if (part is System.Collections.IEnumerable items)
            {
                foreach (var item in items)
                    Walk(item);
            }

            foreach (var field in part.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(static field => !field.FieldType.IsPrimitive))
                Walk(field.GetValue(part));
        }
    }

    [Fact]
    public void Only_a_type_that_cannot_change_is_immutable()
    {
        var workshop = CodecWorkshop.Of("""
            public sealed class Good { public readonly int A; public string B { get; init; } = ""; public Good? Next { get; } private readonly (int, Inner) pair; public Inner P => pair.Item2; }
            public readonly record struct Inner(string S, DateTime When);
            public class Unsealed { public readonly int A; }
            public sealed class Settable { public int A { get; set; } }
            public sealed class HoldsList { public readonly List<int> L = []; }
            public sealed class HoldsMutable { public readonly Settable S = new(); }
            public sealed class Captured(int a) { public int A => a; }
            public abstract class Base { public int X; }
            public sealed class Inherits : Base { public readonly int A; }
            public sealed record Positional(int A, Good G);
            public static class Cases
            {
                public static Good Good = null!; public static Unsealed Unsealed = null!; public static Settable Settable = null!; public static HoldsList HoldsList = null!; public static HoldsMutable HoldsMutable = null!;
                public static Captured Captured = null!; public static Inherits Inherits = null!; public static Positional Positional = null!; public static string Text = ""; public static int[] Array = [];
            }
            """);
        var immutable = new[] { "Good", "Unsealed", "Settable", "HoldsList", "HoldsMutable", "Captured", "Inherits", "Positional", "Text", "Array" }.Where(name => workshop.Plan(name).Immutable);
        Assert.Equal(["Good", "Positional", "Text"], immutable);
        var codecs = CodecPlan.Merge([workshop.Plan("Good"), workshop.Plan("HoldsMutable")]).Codecs.Select(static codec => codec.Generated).OfType<GeneratedCodecModel>();
        Assert.Equal(["Good"], codecs.Where(static codec => codec.Immutable).Select(static codec => codec.Display));
    }

    /// <summary>Some fields exist in no declaration; the compiler must know them before anything else was asked of it, and each once.</summary>
    [Fact]
    public void Every_field_is_seen_once_and_from_the_start()
    {
        var workshop = CodecWorkshop.Of("""
            public partial class All(int used, int unused, string initial) { public int Auto { get; set; } int plain; public string Text = initial; public int Sum() => used + plain; public int Semi { get => field; set => field = value; } static int no; const int never = 1; }
            public partial class All { readonly long second = 1; public long Second => second; public readonly int unusedToo = unused; }
            public static class Cases { public static All Value = null!; }
            """);
        var fresh = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Fresh", workshop.Compilation.SyntaxTrees, workshop.Compilation.References, workshop.Compilation.Options);
        var plan = CodecPlanner.Plan(fresh.GetTypeByMetadataName("All")!, fresh);
        Assert.Equal("All{used:int;Auto:int;plain:int;Text:string;Semi:int;second:long;unusedToo:int}", Assert.Single(plan.Codecs).Generated!.Schema);
        Assert.Equal(plan, workshop.Plan("Value"));
    }

    [Fact]
    public void An_object_variable_reaches_nothing_by_itself() =>
        Assert.Empty(CodecWorkshop.Of(First, Second, Main + "public static partial class Cases { public static object Any = null!; }").Plan("Any").Codecs);

    [Fact]
    public void Planning_can_be_cancelled_and_asked_again()
    {
        var workshop = CodecWorkshop.Of(First, Second, Main);
        Assert.Throws<OperationCanceledException>(() => CodecPlanner.Plan(workshop.TypeOf("Make"), workshop.Compilation, new CancellationToken(canceled: true)));
        Assert.False(workshop.Plan("Make").IsPinned);
    }
}

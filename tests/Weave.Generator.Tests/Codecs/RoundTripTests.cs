using Microsoft.CodeAnalysis.CSharp;
using Weave.Analyzer.Codecs;

namespace Weave.Generator.Tests.Codecs;

/// <summary>Values of the user's types come back as they were: each test compiles source, generates, loads and runs its codecs.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Private_and_readonly_fields() => CodecWorkshop.Of("""
        namespace Shop
        {
            public class Order
            {
                private readonly int _id;
                internal readonly string Code;
                protected long Weight;
                public double Price;
                private string? _note;
                public int Count { get; set; }
                public string Name { get; init; } = "";
                public static int Made = 4;
                public const int Most = 5;
                public Order(int id) { _id = id; Code = "c" + id; Weight = id * 2L; Price = 0.1 * id; }
                public override string ToString() => _id + _note;
                public static Order Sample() => new(7) { Count = 3, Name = "n", _note = "é\ud800x" };
            }
        }
        public static class Cases { public static Shop.Order One() => Shop.Order.Sample(); }
        """).RoundTripAll();

    [Fact]
    public void Base_and_derived_class_with_a_private_field_of_the_same_name() => CodecWorkshop.Of("""
        public class Animal { private int _x = 1; private protected int Legs = 4; public int Sum => _x; public void Set(int x) => _x = x; }
        public class Dog : Animal { private string _x = "dog"; public string Text => _x; public Animal? Friend; }
        public sealed class Puppy : Dog { private readonly double _x; public Puppy(double x) { _x = x; Set(99); } public double Number => _x; }
        public static class Cases
        {
            public static Puppy Exact() => new(2.5) { Friend = new Dog() };
            public static Animal AsBase() => new Puppy(3.5);
            public static Animal[] Covariant() => new Dog[] { new(), new Puppy(1) };
        }
        """).RoundTripAll();

    [Fact]
    public void An_abstract_base_class() => CodecWorkshop.Of("""
        public abstract class Shape { private readonly string name; protected Shape(string name) => this.name = name; public string Name => name; }
        public sealed class Circle(double r) : Shape("circle") { public double R => r; }
        public class Square : Shape { public Square() : base("square") { } public double Side { get; set; } = 3; }
        public static class Cases { public static List<Shape> All() => [new Circle(2), new Square(), new Circle(1)]; }
        """).RoundTripAll();

    [Fact]
    public void Readonly_structs_and_record_structs() => CodecWorkshop.Of("""
        public readonly struct Money { private readonly decimal amount; public string Currency { get; } public Money(decimal a, string c) { amount = a; Currency = c; } public decimal A => amount; }
        public readonly record struct Point(int X, double Y);
        public record struct Line(Point From, Point To) { public string? Label; }
        public struct Mixed { private Money money; public Line Line; public Mixed(Money m) { money = m; } public Money Money => money; }
        public struct Empty;
        public static class Cases
        {
            public static Money Plain() => new(12.50m, "EUR");
            public static Line Nested() => new(new(1, 2), new(3, double.NaN)) { Label = "l" };
            public static Mixed[] Many() => [new(new(1, "a")), default, new(new(2, "b")) { Line = new(new(5, 6), default) }];
            public static Empty[] Nothings() => new Empty[3];
            public static object Boxed() => Plain();
        }
        """).RoundTripAll();

    [Fact]
    public void Records_with_inheritance() => CodecWorkshop.Of("""
        public abstract record Person(string Name, int Age);
        public record Employee(string Name, int Age, decimal Pay) : Person(Name, Age) { private int secret = 5; public int Secret => secret; }
        public sealed record Boss(string Name, int Age, decimal Pay, List<Person> Team) : Employee(Name, Age, Pay);
        public static class Cases { public static Person Top() => new Boss("b", 50, 10m, [new Employee("e", 30, 5m)]); }
        """).RoundTripAll();

    [Fact]
    public void A_variable_of_interface_type() => CodecWorkshop.Of("""
        public interface IShape { double Area { get; } }
        public sealed class Circle(double r) : IShape { public double Area => r * r; }
        public struct Square : IShape { public double Side; public readonly double Area => Side * Side; }
        public sealed class Pair<T>(T first, T second) : IBox<T> { public T Get() => first ?? second; }
        public interface IBox<out T> { T Get(); }
        public static class Cases
        {
            public static IShape Class() => new Circle(3);
            public static IShape BoxedStruct() => new Square { Side = 2 };
            public static IReadOnlyList<IShape> Shapes() => new List<IShape> { new Circle(1), new Square() };
            public static IReadOnlyList<IShape> Narrow() => new List<Circle> { new(1) };
            public static IShape[] Covariant() => new[] { new Circle(1) };
            public static IList<int> Numbers() => new[] { 1, 2 };
            public static IBox<string> Generic() => new Pair<string>("a", "b");
            public static IDictionary<string, IShape> Map() => new Dictionary<string, IShape> { ["a"] = new Circle(4) };
        }
        """).RoundTripAll();

    [Fact]
    public void Aliases_and_cycles() => CodecWorkshop.Of("""
        public class A { public B? B; public string Name = ""; }
        public class B { public A? A; public A? Other; private readonly object gate = new(); public object Gate => gate; }
        public class Ring<T> { private readonly Ring<T> next; public T Value; public Ring(T value) { next = this; Value = value; } public Ring<T> Next => next; }
        public static class Cases
        {
            public static A Cycle() { var a = new A { Name = "a" }; a.B = new B { A = a, Other = a }; return a; }
            public static A[] Twice() { var a = Cycle(); return [a, a, new A { B = a.B }]; }
            public static Ring<int> Self() => new(3);
            public static object[] Inside() { var items = new object[2]; items[0] = items; items[1] = Self(); return items; }
        }
        """).RoundTripAll();

    [Fact]
    public void Generic_types() => CodecWorkshop.Of("""
        namespace Lists
        {
            public class Node<T>(T value) where T : notnull { private readonly T value = value; private Node<T>? next; public Node<T> Add(T item) => new(item) { next = this }; public T Value => value; public int Rest => next is null ? 0 : 1; }
            public class Chain<T> : Node<List<T>> { private T[] extra; public Chain(T item) : base([item]) => extra = [item, item]; public T[] Extra => extra; }
            public sealed class Words : Chain<string> { private int count = 3; public Words() : base("w") { } public int Count => count; }
            public struct Pair<A, B>(A a, B b) where A : struct, IComparable<A> { private readonly A a = a; private readonly B b = b; public readonly A First => a; public readonly B Second => b; }
            public class Outer<T> { public class Inner<U>(T t, U u) { private readonly T t = t; public U Second { get; } = u; public T TT => t; } }
        }
        public static class Cases
        {
            public static Lists.Node<int> Ints() => new Lists.Node<int>(1).Add(2).Add(3);
            public static Lists.Node<string> Strings() => new Lists.Node<string>("a").Add("b");
            public static Lists.Chain<(int, string)> Derived() => new((1, "x"));
            public static Lists.Words Closed() => new();
            public static Lists.Pair<int, Lists.Node<int>> Pair() => new(1, Ints());
            public static Lists.Outer<int>.Inner<string> Inner() => new(5, "five");
            public static Dictionary<string, List<Lists.Pair<long, string>[]>> Deep() => new() { ["k"] = [[new(1, "a")], []] };
        }
        """).RoundTripAll();

    [Fact]
    public void Enums_of_every_underlying_type() => CodecWorkshop.Of("""
        public enum E8 : sbyte { Low = sbyte.MinValue, High = sbyte.MaxValue }
        public enum U8 : byte { High = byte.MaxValue }
        public enum E16 : short { Low = short.MinValue }
        public enum U16 : ushort { High = ushort.MaxValue }
        public enum E32 { Low = int.MinValue, High = int.MaxValue }
        public enum U32 : uint { High = uint.MaxValue }
        public enum E64 : long { Low = long.MinValue }
        public enum U64 : ulong { High = ulong.MaxValue }
        public class All { public E8 A = E8.Low; public E8 A2 = E8.High; public U8 B = U8.High; public E16 C = E16.Low; public U16 D = U16.High; public E32 E = E32.Low; public U32 F = U32.High; public E64 G = E64.Low; public U64 H = U64.High; public E32 Unnamed = (E32)77; public E8? Maybe = E8.Low; public E8? Not; }
        public static class Cases { public static All Make() => new(); public static DayOfWeek[] Days() => [DayOfWeek.Monday]; public static object Boxed() => E16.Low; public static E16 Reached() => E16.Low; }
        """).RoundTripAll();

    [Fact]
    public void Nullables_and_tuples_of_user_types() => CodecWorkshop.Of("""
        public readonly record struct P(int X, string? Y);
        public class C { public P? Some = new P(1, "y"); public P? None; public (P, C?) Pair; public (int A, (string, P?)[] B) Named = (1, [("a", null), ("b", new P(2, null))]); }
        public static class Cases
        {
            public static P? Null() => null;
            public static P? Value() => new P(3, "z");
            public static C Fields() { var c = new C(); c.Pair = (new(4, null), c); return c; }
            public static (int, string, P, C, long, bool, char) Seven() => (1, "2", new(3, "3"), new C(), 5L, true, '7');
        }
        """).RoundTripAll();

    [Fact]
    public void Collections_of_user_types() => CodecWorkshop.Of("""
        public sealed class Item { public int N { get; init; } public Item? Other { get; set; } }
        public static class Cases
        {
            static readonly Item one = new() { N = 1 };
            public static Item?[,] Plane() => new[,] { { one, null }, { new() { N = 2 }, one } };
            public static int[,,] Space() => new[,,] { { { 1, 2 } } };
            public static Item[][,][] Jagged() => [new[,] { { new[] { one } } }];
            public static ISet<Item> Set() => new HashSet<Item> { one };
            public static Queue<Item> Queue() => new([one, one]);
            public static Stack<(Item, int)> Stack() => new([(one, 1), (new(), 2)]);
            public static LinkedList<Item> Linked() => new([one, new(), one]);
            public static KeyValuePair<string, Item>[] Pairs() => [new("a", one)];
            public static (int, int, int, int, int, int, int, Item, string) Long() => (1, 2, 3, 4, 5, 6, 7, one, "nine");
            public static ValueTuple<Item> Single() => new(one);
            public static System.Text.StringBuilder Text() => new("abc");
            public static Dictionary<DayOfWeek, List<Guid?>> Known() => new() { [DayOfWeek.Friday] = [Guid.Empty, null] };
        }
        """).RoundTripAll();

    [Fact]
    public void Exceptions()
    {
        var cases = CodecWorkshop.Of("""
            public enum Kind { A, B }
            public class OwnError(string text, int code) : InvalidOperationException(text) { public int Code => code; public Kind? Kind { get; init; } }
            public sealed class Failure { public Exception? Reason; public OwnError? Own; }
            public static class Cases { public static Failure Make() { var e = new OwnError("own", 3) { Kind = Kind.B }; return new() { Reason = e, Own = e }; } }
            """).Load().GetType("Cases")!;
        dynamic after = CodecWorkshop.RoundTrip(cases.GetMethod("Make")!).After!;
        Assert.Same((object)after.Reason, (object)after.Own);
        Assert.Equal("own", (string)after.Own.Message);
        Assert.Equal(3, (int)after.Own.Code);
        Assert.Equal("B", (string)after.Own.Kind.ToString());
    }

    [Fact]
    public void Keys_of_user_types()
    {
        var workshop = CodecWorkshop.Of("""
            public readonly record struct Cell(int X, string Y);
            public sealed class Key(string text) : IEquatable<Key> { public override int GetHashCode() => text.Length; public bool Equals(Key? other) => other is not null && other.Text == text; public override bool Equals(object? o) => Equals(o as Key); public string Text => text; }
            public static class Cases
            {
                public static Dictionary<Cell, int> Structs() => new() { [new(1, "a")] = 1, [new(2, "b")] = 2 };
                public static Dictionary<Key, Key> Classes() { var k = new Key("abc"); return new() { [k] = k, [new("zz")] = k }; }
                public static string Find(Dictionary<Key, Key> map) => map[new Key("zz")].Text;
            }
            """);
        workshop.RoundTripAll();
        var cases = workshop.Load().GetType("Cases")!;
        var (_, after) = CodecWorkshop.RoundTrip(cases.GetMethod("Classes")!);
        Assert.Equal("abc", cases.GetMethod("Find")!.Invoke(null, [after]));
    }

    [Fact]
    public void No_constructor_runs() => CodecWorkshop.Of("""
        public class Once
        {
            static bool made;
            private int x = 3;
            public Once() { if (made) throw new InvalidOperationException("a constructor ran"); made = true; }
            public int X => x;
        }
        public class Needs { public required string Name { get; init; } public required int[] Data; [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Needs() { Name = "n"; Data = [1]; } }
        public struct Counted { public int N; public Counted() => N = 5; }
        public static class Cases { public static Once Make() => new(); public static Needs Required() => new(); public static Counted[] Zero() => [default, new()]; }
        """).RoundTripAll();

    [Fact]
    public void Captured_parameters_of_primary_constructors() => CodecWorkshop.Of("""
        public class Counter(int start, string label, int unused) { private int more = unused; public int Next() => ++start + more; public string Label => label; }
        public partial class Split(List<int> items) { }
        public partial class Split { public int Count => items.Count; public Func<int> Deferred => () => items.Count; }
        public class Derived(int start, string tag) : Counter(start, tag, 0) { public string Tag() { string Local() => tag; return Local(); } }
        public struct Scale(double factor) { public readonly double Of(double x) => x * factor; }
        public class Gen<T>(T value) { public T Value => value; }
        public static class Cases
        {
            public static Counter Advanced() { var c = new Counter(5, "l", 2); c.Next(); return c; }
            public static Split Parts() => new([1, 2]);
            public static Derived Both() => new(1, "t");
            public static Scale Struct() => new(2.5);
            public static Gen<string> Generic() => new("g");
        }
        """).RoundTripAll();

    [Fact]
    public void Names_that_are_keywords_or_not_ASCII() => CodecWorkshop.Of("""
        namespace @namespace.Größe
        {
            public class @class { public int @int = 1; private string @if = "i"; public readonly long @readonly = 3; public string @value { get; set; } = "v"; public int @writer = 6; public int Größe = 7; private double \u0061b = 8; public string If => @if; public double Ab => ab; public int Write = 9, Read = 10; }
            public partial class @event<@string> { public @string @default = default!; private @string @base = default!; public @string Base => @base; }
            public enum @enum : byte { @null = 1 }
        }
        namespace under_score._lead { public class A_B { private int _ = 1; private int __ = 2; public int S => _ + __; } }
        namespace under.score { public class _lead_A_B { private int _ = 3; public int S => _; } }
        public static class Cases
        {
            public static @namespace.Größe.@class Words() => new();
            public static @namespace.Größe.@event<@namespace.Größe.@enum> Generic() => new() { @default = @namespace.Größe.@enum.@null };
            public static under_score._lead.A_B One() => new();
            public static under.score._lead_A_B Two() => new();
        }
        """).RoundTripAll();

    [Fact]
    public void An_explicit_layout_of_numbers() => CodecWorkshop.Of("""
        using System.Runtime.InteropServices;
        [StructLayout(LayoutKind.Explicit)]
        public struct Bits { [FieldOffset(0)] public double Real; [FieldOffset(0)] public ulong Whole; [FieldOffset(0)] public byte Low; [FieldOffset(4)] private int high; public int High => high; }
        public static class Cases { public static Bits Make() => new() { Whole = 0x7FF0_0000_1234_5678 }; public static Bits[] Many() => [new() { Real = -0.0 }, new() { Low = 3 }]; }
        """).RoundTripAll();

    [Fact]
    public void Private_nested_types() => CodecWorkshop.Of("""
        namespace Shop
        {
            public static partial class Orders
            {
                private sealed class State { private int x = 1; public List<Item> Items = [new(2), new(3)]; public Dictionary<Kind, Item?> Map = new() { [Kind.B] = new(5) }; public int X => x; }
                private readonly struct Item(int n) { public int N => n; }
                private enum Kind { A, B }
                private class Node<T> { private T? value; public Node<T> With(T v) { value = v; return this; } public T? V => value; }
                private sealed partial class Deep { private sealed class Deeper { public int Y = 4; } private Deeper d = new(); public object D => d; }
                internal static object Sample() => new object[] { new State(), new Node<Item>().With(new Item(9)), new Deep() };
                static State S() => null!; static Node<Item> N() => null!; static Deep D() => null!;
                internal static partial class Reach { }
            }
            public partial class LinkedList { private class Node { public Node? Next; public int Value; } private Node? head; public LinkedList Add(int v) { head = new Node { Next = head, Value = v }; return this; } }
            public class Longer : LinkedList { protected int length = 1; }
            public record struct Wrapper { }
            public partial interface IHost { private protected class Guest { public int G = 1; } static object Make() => new Guest(); }
        }
        public static partial class Cases
        {
            private sealed class Hidden { private readonly string h = "h"; public Shop.LinkedList L = new Shop.Longer().Add(1).Add(2); public string H => h; }
            private static Hidden Make() => new();
            private static List<Hidden?[]> Lists() => [[new(), null]];
            private static (Hidden, int) Tuple() => (new(), 1);
            private static IPart Part() => new P1();
            private interface IPart;
            private sealed class P1 : IPart { private int z = 3; public int Z => z; }
            private static Deep Nested() => new();
            private sealed partial class Deep { private sealed class Deeper { public int Y = 4; } private Deeper d = new(); public object D => d; }
            private sealed class Gen<T> { private T? v; public Gen<T> With(T x) { v = x; return this; } public T? V => v; }
            private static Gen<Hidden> Generic() => new Gen<Hidden>().With(new());
            private sealed class FromGen : G<Hidden> { public int K = 2; }
            private static FromGen Inherits() => new() { Item = new() };
        }
        public class G<T> { private int own = 8; public T? Item; public int Own => own; }
        """).RoundTripAll();

    [Fact]
    public void Types_of_the_library() => CodecWorkshop.Of("""
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Net;
        using System.Numerics;
        public sealed class Order { public int Id = 3; }
        public static class Cases
        {
            public static (Complex, Vector4, Matrix4x4, System.Text.Rune, System.Collections.Specialized.BitVector32) Numbers() => (new(1, 2), new(1), Matrix4x4.Identity, new('x'), new(5));
            public static FrozenDictionary<string, Order> Frozen() => new Dictionary<string, Order> { ["a"] = new(), ["b"] = new() }.ToFrozenDictionary();
            public static FrozenSet<long> FrozenNumbers() => new long[] { 5, 3, 9 }.ToFrozenSet();
            public static Tuple<int, Order> Pair() => Tuple.Create(1, new Order());
            public static ConcurrentBag<Order> Bag() => [new(), new()];
            public static ObservableCollection<Order> Seen() => [new()];
            public static ReadOnlySet<int> View() => new(new HashSet<int> { 1 });
            public static ImmutableList<Order>.Builder Builder() => ImmutableList.Create(new Order()).ToBuilder();
            public static ImmutableDictionary<string, Order>.Builder Map() => ImmutableDictionary<string, Order>.Empty.Add("k", new()).ToBuilder();
            public static int[,,,] Four() => new int[1, 2, 1, 2];
            public static Order[,,,,] Five() => new Order[1, 1, 1, 1, 1];
            public static IComparer<string> Ordering() => StringComparer.OrdinalIgnoreCase;
            public static IEqualityComparer<int> Equality() => EqualityComparer<int>.Default;
            public static Type Kind() => typeof(Order);
            public static IPAddress Address() => IPAddress.Loopback;
        }
        """).RoundTripAll();

    [Fact]
    public void Classes_that_derive_from_collections() => CodecWorkshop.Of("""
        using System.Collections.ObjectModel;
        public sealed class Line(string sku, int count) { public string Sku => sku; public int Count = count; public Lines? Owner; }
        public sealed class Lines : KeyedCollection<string, Line> { public int Limit = 7; public Lines() : base(StringComparer.OrdinalIgnoreCase, 1) { } protected override string GetKeyForItem(Line item) => item.Sku; }
        public class Basket : List<Line> { private readonly string name; public Basket(string name) => this.name = name; public string Name => name; }
        public sealed class Bag<T> : Collection<T> { public T? Last; }
        public sealed class Seen : ObservableCollection<int> { public int Extra = 3; }
        public static class Cases
        {
            public static Lines Keyed() { var lines = new Lines { new("a", 1), new("b", 2), new("c", 3) }; lines["b"].Owner = lines; lines.Remove("a"); return lines; }
            public static Lines Small() => [new("a", 1)];
            public static Basket Own() => new("n") { new("x", 1), new("y", 2), new("z", 3), new("u", 4), new("v", 5) };
            public static List<Line> AsBase() => Own();
            public static Bag<int> Generic() => new() { 1, 2 };
            public static Bag<Line> Objects() { var line = new Line("l", 1); return new() { Last = line }; }
            public static Seen Observable() => new() { 1, 2 };
            public static IList<Line> Face() => Own();
        }
        """).RoundTripAll();

    [Fact]
    public void Types_of_others_with_a_codec_of_the_user() => CodecWorkshop.Of("""
        [assembly: Weave.StateCodec(typeof(System.Net.Mail.MailAddress), typeof(MailCodec))]
        sealed class MailCodec : Weave.ClassCodec<System.Net.Mail.MailAddress>
        {
            protected override void WriteValues(Weave.State.StateWriter writer, System.Net.Mail.MailAddress value) => writer.Put(value.Address);
            protected override System.Net.Mail.MailAddress Create(Weave.State.StateReader reader) => new(reader.Get<string>());
        }
        public sealed class Letter { public System.Net.Mail.MailAddress To = new("a@b.org"); }
        public static class Cases
        {
            public static Letter One() => new();
            public static List<System.Net.Mail.MailAddress> Many() => [new("c@d.org")];
            public static object Boxed() => new System.Net.Mail.MailAddress("e@f.org");
        }
        """).RoundTripAll();

    [Fact]
    public void Volatile_obsolete_and_indirect_members() => CodecWorkshop.Of("""
        public interface INamed { string Name { get; } }
        public class Odd : INamed
        {
            private volatile int v = 1; public volatile bool Flag = true; [Obsolete("old")] public int Old = 3; [Obsolete] public string? OldName { get; set; } = "o";
            string INamed.Name { get; } = "n"; public int Backed { get => field; set => field = value + 1; }
            public virtual int Virt { get; set; } = 4; public nint Native = 5; public int V => v;
        }
        public class Odder : Odd { public override int Virt { get; set; } = 6; public new int Backed = 7; }
        [Obsolete("old type")] public class OldType { public int X = 1; }
        #pragma warning disable CS0618, CS0612
        public static class Cases { public static Odd Make() { var o = new Odder { Old = 8 }; ((Odd)o).Backed = 3; return o; } public static OldType T() => new(); }
        """).RoundTripAll();

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void Generated_code_compiles_in_every_supported_version(LanguageVersion version) => CodecWorkshop.Of(version, """
        public sealed class Order { public int Id { get; init; } private List<Order> related = []; public int N => related.Count; }
        public static class Cases { public static Order Make() => new() { Id = 3 }; }
        """).RoundTripAll();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>What cannot be woven is refused with a reason at a place, and nothing is generated for it.</summary>
public sealed class RefusalTests
{
    const string Usings = "using Weave;\nusing System.Runtime.CompilerServices;\n";

    const string Around = """
        using Weave;
        namespace Refused;
        public static partial class Callees
        {
            [Fragment] public static int Cut(int x) { while (x < 0) x++; return x; }
            [Fragment] public static async Task<int> CutAsync(int x) { await Durable.Checkpoint(); return x; }
            [Step] public static Task<int> Act(int x) => Task.FromResult(x);
            [Step] public static int ActNow(int x) => x;
            [Fragment] public static int ByRef(ref int x) => x++;
            [Fragment] public static int Unrecorded(int x) { Func<int> act = () => ActNow(x); return act(); }
            [Step] public static int ActOn(ref int x) => x++;
        }
        public sealed class Stream : IDisposable { readonly System.IO.Stream inner = System.IO.Stream.Null; public void Dispose() => inner.Dispose(); }
        public sealed class Holder { public Stream? Inner { get; set; } }
        """;

    /// <summary>Name of the case, the member M, the rule, and words of its message.</summary>
    public static TheoryData<string, string, string, string> Cases() => new()
    {
        { "call in a handler, exception pinned", "static int M(int x) { try { x++; } catch (Lossy e) { x = Callees.ActNow(1); throw new InvalidOperationException(e.Message); } return x; } sealed class Lossy : Exception { public readonly System.IO.Stream S = System.IO.Stream.Null; }", "WEAVE0201", "Lossy" },
        { "call in a handler, exception pinned and dead", "static int M(int x) { try { x++; } catch (Lossy) { x = Callees.Cut(1); } return x; } sealed class Lossy : Exception { public readonly System.IO.Stream S = System.IO.Stream.Null; }", "", "" },
        { "step in an exception filter", "static int M(int x) { try { x = Callees.Cut(x); } catch (Exception) when (Callees.ActNow(x) > 0) { } return x; }", "WEAVE0104", "ActNow" },
        { "call in an exception filter", "static int M(int x) { try { x = Callees.Cut(x); } catch (Exception) when (Callees.Cut(x) > 0) { } return x; }", "", "" },
        { "filter that assigns its exception", "static int M(int x) { try { x++; } catch (Exception e) when ((e = new Exception()) != null) { x = Callees.Cut(x); x += e.HResult; } return x; }", "WEAVE0101", "filter" },
        { "filter that shares what its handler assigns", "static int M(int x) { try { x++; } catch (Exception e) when (Keep(() => e)) { x = Callees.Cut(x); e = new Exception(); } return x; } static bool Keep(Func<Exception> f) => f() != null;", "WEAVE0101", "filter" },
        { "call in a using statement, resource pinned", "static int M(int x) { using (var s = new Stream()) { x = Callees.ActNow(x); } return x; }", "WEAVE0201", "s.inner" },
        { "call in a using statement without a variable", "static int M(int x) { using (new Stream()) { x = Callees.ActNow(x); } return x; }", "WEAVE0201", "new Stream().inner" },
        { "call after a using declaration, resource pinned", "static int M(int x) { using var s = new Stream(); return Callees.ActNow(x) + 1; }", "WEAVE0201", "s.inner" },
        { "call before a using declaration", "static int M(int x) { x = Callees.Cut(x); using var s = new Stream(); return x + 1; }", "", "" },
        { "call around a ref struct that is disposed of", "static int M(int x) { using var s = new OnStack(); return Callees.ActNow(x) + 1; } ref struct OnStack { public void Dispose() { } }", "WEAVE0201", "s" },
        { "dynamic resource", "static int M(int x) { dynamic d = new Stream(); using (d) { x = Callees.Cut(x); } return x; }", "WEAVE0101", "dynamic" },
        { "local function behind a using declaration", "static int M(int x) { x = F(); using var r = new Held(); x += Callees.Cut(x); int F() => 1; return x; } sealed class Held : IDisposable { public void Dispose() { } }", "WEAVE0101", "local function" },
        { "ref local across a call", "static int M(int x) { var a = new int[2]; ref var r = ref a[0]; r = Callees.ActNow(x); r++; return a[0]; }", "WEAVE0201", "reference" },
        { "ref local across a call, which is plain then", "static int M(int x) { var a = new int[2]; ref var r = ref a[0]; r = Callees.Cut(x); r++; return a[0]; }", "", "" },
        { "ref local before a call", "static int M(int x) { var a = new int[2]; ref var r = ref a[0]; r++; x = Callees.Cut(x); return a[0] + x; }", "", "" },
        { "reference to a ref struct", "static int M(int x) { Span<int> s = new int[2]; ref Span<int> r = ref s; r[0] = x; x = Callees.Cut(x); return x; }", "WEAVE0101", "reference" },
        { "cut in a for condition whose variable the incrementor uses", "static int M(int x) { for (var i = 0; int.TryParse(\"1\", out var n) && Callees.Cut(i) < x; i += n) x--; return x; }", "WEAVE0101", "incrementors" },
        { "call in a lock", "static int M(int x) { lock (typeof(int)) { x = Callees.Cut(x); } return x; }", "WEAVE0105", "'lock (" },
        { "call in a switch section", "static int M(int x) { switch (x) { case 1: x = Callees.Cut(x); break; } return x; }", "", "" },
        { "section that uses a variable of one of its labels", "static int M(object x) { switch (x) { case int n: case string: n = Callees.Cut(1); return n + 1; } return 0; }", "WEAVE0101", "several labels" },
        { "guard that may leave its variable unassigned", "static int M(object x) { switch (x) { case int when x is 1 || x is int n: n = Callees.Cut(1); return n + 1; } return 0; }", "WEAVE0101", "unassigned" },
        { "guard with a cut that changes a variable of its pattern", "static int M(object x) { switch (x) { case int n when n++ < Callees.Cut(1): return n; } return 0; }", "WEAVE0101", "changes" },
        { "guard with a cut beside a pattern that runs code", "static int M(Odd x) => x switch { { Size: 1 } when Callees.Cut(1) > 0 => 1, { Size: 2 } => 2, _ => 3 }; sealed class Odd { int n; public int Size => n++; }", "WEAVE0101", "Odd.Size" },
        { "guard with a cut that may change what a pattern behind it asks for", "static int M(Odd x) => x switch { { Size: 1 } when Callees.Cut(1) > 0 => 1, { Size: 2 } => 2, _ => 3 }; sealed class Odd { public int Size { get; set; } }", "WEAVE0101", "Odd.Size" },
        { "guard with a cut before patterns that ask for other things", "static int M(Odd x) => x switch { { Size: 1 } when Callees.Cut(1) > 0 => 1, { Width: 2 } => 2, _ => 3 }; sealed class Odd { public int Size { get; set; } public int Width { get; set; } }", "", "" },
        { "guard with a cut among list patterns", "static int M(int[] x) => x switch { [1, ..] when Callees.Cut(1) > 0 => 1, [2] => 2, _ => 3 };", "WEAVE0101", "element" },
        { "guard with a cut beside a pattern that only reads", "static int M(Odd x) => x switch { { Size: 1 } when Callees.Cut(1) > 0 => 1, { Size: 2 } => 2, _ => 3 }; sealed record Odd(int Size);", "", "" },
        { "constant of a section with a pattern", "static int M(object x) { switch (x) { case int n: const int k = 5; return Callees.Cut(n) + k + n; default: return k + Callees.Cut(1); } }", "WEAVE0101", "constant" },
        { "label that is a constant of a section", "static int M(int x) { switch (x) { case 1: const int k = 5; return Callees.Cut(x); case k: return 2; } return 0; }", "WEAVE0101", "constant of one" },
        { "call behind a ref local of a section", "static int M(int x) { var a = new int[2]; switch (x) { case 1: ref var r = ref a[0]; r = Callees.ActNow(x); r++; break; } return a[0]; }", "WEAVE0201", "reference" },
        { "goto into a lock's own label", "static int M(int x) { lock (typeof(int)) { Again: x = Callees.Cut(x); if (x < 5) goto Again; } return x; }", "WEAVE0105", "'lock (" },
        { "call in a foreach over a sequence", "static int M(int x) { foreach (var i in Enumerable.Range(0, x)) x += Callees.ActNow(i); return x; }", "WEAVE0204", "ToArray" },
        { "call in a foreach over a dictionary", "static int M(int x) { foreach (var p in new Dictionary<int, int>()) x += Callees.Cut(p.Key); return x; }", "", "" },
        { "call in a foreach over a dictionary of streams", "static int M(int x) { foreach (var p in new Dictionary<int, Stream>()) x += Callees.ActNow(p.Key); return x; }", "WEAVE0201", "new Dictionary<int, Stream>().Values[].inner" },
        { "call in a foreach over a span", "static int M(int x) { foreach (var p in new int[2].AsSpan()) x += Callees.Cut(p); return x; }", "WEAVE0204", "ToArray" },
        { "call in a foreach by reference", "static int M(int x) { foreach (ref var p in new int[2].AsSpan()) x += Callees.Cut(p); return x; }", "WEAVE0204", "ToArray" },
        { "call in a foreach over an iterator", "static int M(int x) { foreach (var p in F()) x += Callees.ActNow(p); return x; } static IEnumerable<int> F() { yield return 1; }", "WEAVE0204", "ToArray" },
        { "call in a foreach over a collection of one's own", "static int M(int x) { foreach (var p in new Bag()) x += Callees.ActNow(p); return x; } sealed class Bag : IEnumerable<int> { public IEnumerator<int> GetEnumerator() { yield return 1; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }", "WEAVE0204", "ToArray" },
        { "call in a foreach over an enumerator of one's own", "static int M(int x) { foreach (var p in new Bag()) x += Callees.Cut(p); return x; } sealed class Bag { public Step GetEnumerator() => new(); } struct Step { int at; public int Current => at; public bool MoveNext() => at++ < 3; }", "", "" },
        { "call in a foreach over an enumerator of one's own with a stream", "static int M(int x) { foreach (var p in new Bag()) x += Callees.ActNow(p); return x; } sealed class Bag { public Step GetEnumerator() => new(); } sealed class Step { Stream s = new(); int at; public int Current => at; public bool MoveNext() => at++ < 3; }", "WEAVE0204", "its enumerator.s.inner" },
        { "call in a foreach over a list behind an interface", "static int M(IReadOnlyList<int> l, int x) { foreach (var p in l) x += Callees.Cut(p); return x; }", "", "" },
        { "step in a lambda", "static int M(int x) { Func<int> f = () => Callees.ActNow(x); return f(); }", "WEAVE0104", "ActNow" },
        { "step in a local function", "static int M(int x) { int F() => Callees.ActNow(x); return F(); }", "WEAVE0104", "ActNow" },
        { "durable wait in a lambda", "static int M(int x) { Func<Task> f = async () => await Durable.Checkpoint(); return x; }", "WEAVE0104", "Checkpoint" },
        { "fragment call that is not awaited", "static async Task<int> M(int x) { var t = Callees.CutAsync(x); return await t; }", "WEAVE0103", "CutAsync" },
        { "fragment call that is dropped", "static async Task<int> M(int x) { Callees.CutAsync(x); await Task.Yield(); return x; }", "WEAVE0103", "CutAsync" },
        { "step that is not awaited", "static async Task<int> M(int x) { var t = Callees.Act(x); return await t; }", "WEAVE0103", "Act" },
        { "call of a function with a refused declaration", "static int M(int x) { x = Callees.ByRef(ref x) + 1; return x + Callees.Cut(x); }", "", "" },
        { "call of a function with a refused body", "static int M(int x) { lock (typeof(int)) return Callees.Unrecorded(x) + 1; }", "", "" },
        { "call of a step with a refused declaration", "static int M(int x) { Func<int> f = () => Callees.ActOn(ref x); return f() + Callees.Cut(1); }", "", "" },
        { "ref parameter", "static int M(ref int x) { while (x > 0) x--; return x; }", "WEAVE0002", "by reference" },
        { "out parameter", "static int M(out int x) { x = 1; return x; }", "WEAVE0002", "by reference" },
        { "in parameter", "static int M(in int x) => x;", "WEAVE0002", "by reference" },
        { "generic method", "static T M<T>(T x) => x;", "", "" },
        { "type parameter that may be a ref struct", "static int M<T>(T x) where T : allows ref struct => 1;", "WEAVE0002", "may be a ref struct" },
        { "type parameter that hides one of the type", "static int N() => 1; } public static partial class D<T> {\n#pragma warning disable CS0693\n[Fragment] public static int M<T>(T x) => 1;", "WEAVE0002", "hides" },
        { "type parameter called like a part of a frame", "static int M<Cut>(Cut x) => 1;", "WEAVE0002", "'Cut'" },
        { "parameter of a delegate's type", "static int M<T>(T x) where T : Delegate => 1;", "WEAVE0202", "is a Delegate" },
        { "parameter of a pinned base class", "static int M<T>(T x) where T : System.IO.Stream => 1;", "WEAVE0202", "is a Stream" },
        { "collection of delegates of a type parameter", "static async Task<int> M<T>(T x) { var f = new List<Func<T>>(); var y = await Callees.CutAsync(1) + 1; return f.Count + y; }", "WEAVE0201", "Func<T>" },
        { "variant interface", "static int N() => 1; } public partial interface D<out T> { [Fragment] static int M(int x) => x;", "WEAVE0002", "variant" },
        { "iterator", "static IEnumerable<int> M(int x) { yield return x; }", "WEAVE0002", "iterator" },
        { "async void", "static async void M(int x) { await Task.Yield(); }", "WEAVE0002", "async void" },
        { "async ValueTask", "static async ValueTask<int> M(int x) { await Task.Yield(); return x; }", "", "" },
        { "async iterator", "static async IAsyncEnumerable<int> M(int x) { await Task.Yield(); yield return x; }", "WEAVE0002", "iterator" },
        { "iterator in a local function only", "static int M(int x) { IEnumerable<int> F() { yield return x; } return F().First() + Callees.Cut(1); }", "", "" },
        { "conditional method", "[System.Diagnostics.Conditional(\"DEBUG\")] static void M(int x) { while (x > 0) x--; }", "WEAVE0002", "conditional" },
        { "synchronized method", "[MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)] static int M(int x) => x;", "WEAVE0002", "synchronized" },
        { "method with another implementation flag", "[MethodImpl(MethodImplOptions.NoInlining)] static int M(int x) => Callees.Cut(x) + 1;", "", "" },
        { "parameter that is optional by an attribute", "static int M([System.Runtime.InteropServices.Optional] int x) => x;", "WEAVE0002", "optional by an attribute" },
        { "parameter that takes an argument's text", "static int M(int x, [CallerArgumentExpression(nameof(x))] string t = \"\") => x;", "WEAVE0002", "text of an argument" },
        { "pointer parameter", "} public static unsafe partial class D { [Fragment] public static int M(int* x) => *x;", "WEAVE0002", "unsafe" },
        { "ref return", "static ref int M(int[] x) => ref x[0];", "WEAVE0002", "by reference" },
        { "span parameter", "static int M(ReadOnlySpan<int> x) => x.Length;", "WEAVE0202", "'x'" },
        { "params span", "static int M(params ReadOnlySpan<int> x) => x.Length;", "WEAVE0202", "'x'" },
        { "method of a ref struct", "} public ref partial struct D { public int X; [Fragment] public readonly int M(int x) => x + X;", "WEAVE0002", "ref struct" },
        { "static method of a ref struct", "} public ref partial struct D { public int X; [Fragment] public static int M(int x) => x + Callees.Cut(x);", "", "" },
        { "readonly method of a mutable struct", "} public partial struct D { int y; [Fragment] public readonly int M(int x) => Callees.Cut(y) + x;", "", "" },
        { "instance method of an interface", "} public partial interface D { [Fragment] sealed int M(int x) => x;", "", "" },
        { "method of an extension block", "static int N() => 1; } public static partial class D { extension(int self) { [Fragment] public int M(int x) => x + self; }", "", "" },
        { "method of an extension block by reference", "static int N() => 1; } public static partial class D { extension(ref int self) { [Fragment] public int M(int x) => x + self; }", "WEAVE0002", "by reference" },
        { "call of a method of an extension block", "static int M(int x) => x.Grown(2) + Callees.Cut(x); } public static partial class D { extension(int self) { [Fragment] public int Grown(int x) => x + self; }", "", "" },
        { "extern method", "[System.Runtime.InteropServices.DllImport(\"c\")] static extern int M(int x);", "WEAVE0002", "extern" },
        { "partial method that is never implemented", "} public static partial class D { [Fragment] static partial void M(int x);", "WEAVE0002", "no body" },
        { "method in a private type", "static int N(int x) => x; private partial class D { [Fragment] public static int M(int x) => x + N(Callees.Cut(x)); }", "", "" },
        { "task that is not async", "static Task<int> M(int x) => Task.FromResult(x);", "WEAVE0002", "not async" },
        { "virtual method", "} public partial class D { [Fragment] public virtual int M(int x) => x;", "", "" },
        { "virtual method with many parameters", "} public partial class D { [Fragment] public virtual int M(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p) => a;", "WEAVE0002", "more than 15" },
        { "abstract static method of an interface", "} public partial interface D { [Fragment] static abstract int M(int x);", "WEAVE0002", "static" },
        { "task of an abstract method", "} public abstract partial class D { [Fragment] public abstract Task<int> M(int x);", "", "" },
        { "override without async", "} public partial class D { [Fragment] public override string ToString() => M(1).ToString(); [Fragment] public virtual Task<int> M(int x) => Task.FromResult(x);", "WEAVE0002", "not async" },
        { "generic type", "} public partial class D<T> { [Fragment] public static int M(int x) => x;", "", "" },
        { "extension method", "} public static partial class D { [Fragment] public static int M(this int x) => x;", "", "" },
        { "mutable struct", "} public partial struct D { int y; [Fragment] public int M(int x) => y += x;", "WEAVE0002", "struct" },
        { "static method of an interface", "} public partial interface D { [Fragment] static int M(int x) => x;", "", "" },
        { "type that is not partial", "} public static class D { [Fragment] public static int M(int x) => x;", "WEAVE0001", "partial" },
        { "outer type that is not partial", "} public static class D { public static partial class E { [Fragment] public static int M(int x) => x; }", "WEAVE0001", "'D'" },
        { "file-local type", "} file static partial class D { [Fragment] public static int M(int x) => x;", "WEAVE0002", "local to its file" },
        { "unsafe method", "static unsafe int M(int x) => x;", "WEAVE0002", "unsafe" },
        { "goto", "static int M(int x) { Again: if (x++ < 5) goto Again; return x; }", "", "" },
        { "caller information", "static int M(int x) { Who(x); return Callees.Cut(x) + 1; } static void Who(int x, [CallerMemberName] string name = \"\") { }", "", "" },
        { "caller information of an implicit call", "static int M(int x) { var b = new Bag { x }; return Callees.Cut(x) + b.Count(); } sealed class Bag : System.Collections.IEnumerable { int n; public void Add(int x, [CallerMemberName] string name = \"\") => n += x; public int Count() => n; public System.Collections.IEnumerator GetEnumerator() => null!; }", "WEAVE0101", "implicit call" },
        { "caller argument expression", "static int M(int x) { Who(x); return Callees.Cut(x) + 1; } static void Who(int x, [CallerArgumentExpression(nameof(x))] string text = \"\") { }", "", "" },
        { "interpolated string with a cut", "static string M(int x) => $\"{Callees.Cut(x)}\";", "", "" },
        { "interpolated string with a handler of its own", "static int M(System.Text.StringBuilder s, int x) { s.Append($\"{Callees.Cut(x)}\"); return s.Length; }", "WEAVE0101", "handler" },
        { "user-defined logical operator", "static bool M(int x) { var t = new Tri(x); return (t && new Tri(Callees.Cut(x))).V > 0; } struct Tri(int v) { public int V = v; public static bool operator true(Tri t) => t.V > 0; public static bool operator false(Tri t) => t.V < 0; public static Tri operator &(Tri a, Tri b) => a; }", "WEAVE0101", "logical" },
        { "dynamic call with a cut, receiver pinned", "static int M(int x) { dynamic d = x; return (int)d.CompareTo(Callees.ActNow(x)); }", "WEAVE0201", "d" },
        { "dynamic call with a cut, which is plain then", "static int M(int x) { dynamic d = x; return (int)d.CompareTo(Callees.Cut(x)); }", "", "" },
        { "dynamic call on a struct with a cut", "static int M(int x) { var s = new S(); dynamic d = x; return (int)s.F(d, Callees.Cut(x)); } struct S { public int F(int a, int b) => a + b; }", "WEAVE0101", "dynamic call on a value" },
        { "returned reference as target", "static int M(int x) { var a = new int[2]; R(a) = Callees.Cut(x); return a[0]; } static ref int R(int[] a) => ref a[0];", "", "" },
        { "returned reference as target of a cut's argument", "static int M(int x) { var a = new int[2]; R(a, Callees.Cut(x)) = 5; return a[0]; } static ref int R(int[] a, int i) => ref a[i];", "", "" },
        { "returned reference before a cut", "static int M(int x) { var a = new int[2]; F(ref R(a), Callees.Cut(x)); return a[0]; } static ref int R(int[] a) => ref a[0]; static void F(ref int a, int b) => a = b;", "", "" },
        { "list from its end as target", "static int M(List<int> l, int x) { l[^1] = Callees.Cut(x); return l[0]; }", "WEAVE0101", "target" },
        { "span operand", "static int M(int x) { var a = new int[3]; return F(a.AsSpan(), Callees.ActNow(x)); } static int F(Span<int> s, int i) => s[i];", "WEAVE0201", "a.AsSpan()" },
        { "span operand, which is plain then", "static int M(int x) { var a = new int[3]; return F(a.AsSpan(), Callees.Cut(x)); } static int F(Span<int> s, int i) => s[i];", "", "" },
        { "array that becomes a span after the cut", "static int M(int x) { return F(new int[3], Callees.Cut(x)); } static int F(Span<int> s, int i) => s[i];", "", "" },
        { "span as the last operand", "static int M(int x) { return F(Callees.Cut(x), new int[3]); } static int F(int i, Span<int> s) => s[i];", "", "" },
        { "init-only members of a loud constructor", "static int M(int x) { var l = new Loud { A = x, B = Callees.Cut(x) }; return l.A; } sealed class Loud { public Loud() => System.Console.Write(1); public int A { get; init; } public int B { get; init; } }", "WEAVE0101", "constructor" },
        { "init-only members after a loud one", "static int M(int x) { var l = new Loud { A = x, B = Callees.Cut(x) }; return l.A; } sealed class Loud { int a; public int A { get => a; init => System.Console.Write(a = value); } public int B { get; init; } }", "WEAVE0101", "earlier one" },
        { "init-only member that is loud, but last", "static int M(int x) { var l = new Loud { B = x, A = Callees.Cut(x) }; return l.A; } sealed class Loud { int a; public int A { get => a; init => System.Console.Write(a = value); } public int B { get; init; } }", "", "" },
        { "copy of a record that copies loudly", "static int M(Loud l, int x) { l = l with { A = Callees.Cut(x) }; return l.A; } internal sealed record Loud(int A) { public Loud(Loud other) { System.Console.Write(1); A = other.A; } }", "WEAVE0101", "copy constructor" },
        { "copy of a record that anybody may derive from", "static int M(Open l, int x) { l = l with { A = Callees.Cut(x) }; return l.A; } public record Open(int A);", "WEAVE0101", "copy constructor" },
        { "await in a join", "static async Task<int> M(int[] a) { var q = from x in a join y in await Callees.CutAsync(1) is var i ? new[] { i } : [] on x equals y select x; await Durable.Checkpoint(); return q.Count(); }", "WEAVE0101", "join" },
        { "conditional reference", "static int M(int x) { int a = 1, b = 2; F(ref x > 0 ? ref a : ref b, Callees.Cut(x)); return a + b; } static void F(ref int a, int b) => a = b;", "", "" },
        { "collection expression with a cut", "static List<int> M(int x) { List<int> l = [Callees.Cut(x), 1]; return l; }", "", "" },
        { "?? with a cut on the right", "static int M(int? x) => (x ?? Callees.Cut(1)) + 1;", "", "" },
        { "switch expression with a cut in an arm", "static int M(int x) { var y = x switch { 1 => Callees.Cut(1), _ => 2 }; return y; }", "", "" },
        { "object initializer with a cut", "static int M(int x) { var h = new List<int> { Callees.Cut(x), 2 }; return h.Count; }", "", "" },
        { "?. with a cut behind it", "static int M(string? s) { var n = s?.IndexOf('c', Callees.Cut(1)); return n ?? 0; }", "", "" },
        { "pinned local across a step", "static async Task<int> M(int x) { var f = new Stream(); await Callees.Act(x); f.Dispose(); return x; }", "WEAVE0201", "f.inner" },
        { "pinned inside another", "static async Task<int> M(int x) { var h = new Holder(); await Callees.Act(x); return h.Inner is null ? x : 0; }", "WEAVE0201", "h.Inner.inner" },
        { "delegate across a call", "static int M(int x) { Func<int> f = () => x; var y = Callees.ActNow(x) + 1; return f() + y; }", "WEAVE0203", "f: Func<int>" },
        { "delegate across a call, which is plain then", "static int M(int x) { Func<int> f = () => x; var y = Callees.Cut(x) + 1; return f() + y; }", "", "" },
        { "lazy sequence across a call", "static int M(int x) { var q = new[] { 1 }.Where(v => v > x); var y = Callees.ActNow(x) + 1; return q.Count() + y; }", "WEAVE0201", "lazily" },
        { "lazy sequence across a call, which is plain then", "static int M(int x) { var q = new[] { 1 }.Where(v => v > x); var y = Callees.Cut(x) + 1; return q.Count() + y; }", "", "" },
        { "task across a call", "static async Task<int> M(int x) { var t = Task.Run(() => x); var y = Callees.ActNow(1) + 1; return await t + y; }", "WEAVE0201", "t: Task<int>" },
        { "task across a call, which is plain then", "static async Task<int> M(int x) { var t = Task.Run(() => x); var y = Callees.Cut(1) + 1; return await t + y; }", "", "" },
        { "pinned spill", "static int M(int x) { return Make()(Callees.ActNow(x)) + 1; } static Func<int, int> Make() => v => v;", "WEAVE0203", "Func<int, int>" },
        { "pinned spill, which is plain then", "static int M(int x) { return Make()(Callees.Cut(x)) + 1; } static Func<int, int> Make() => v => v;", "", "" },
        { "variable shared with a task", "static async Task<int> M(int x) { await Task.Run(() => { x = 5; }); return x; }", "WEAVE0205", "shared" },
        { "variable shared with a kept delegate", "static int M(int x) { var n = x; kept = () => n++; var y = Callees.ActNow(1) + 1; return n + y; } static Action? kept;", "WEAVE0205", "shared" },
        { "variable shared with a kept delegate, which is plain then", "static int M(int x) { var n = x; kept = () => n++; var y = Callees.Cut(1) + 1; return n + y; } static Action? kept;", "", "" },
        { "variable shared with an async local function", "static async Task<int> M(int x) { async Task F() { await Task.Delay(1); x = 2; } await F(); return x; }", "WEAVE0205", "shared" },
        { "variable shared through a local function", "static int M(int x) { var n = x; void F() => n++; kept = F; var y = Callees.ActNow(1) + 1; return n + y; } static Action? kept;", "WEAVE0205", "shared" },
        { "variable shared through a local function, which is plain then", "static int M(int x) { var n = x; void F() => n++; kept = F; var y = Callees.Cut(1) + 1; return n + y; } static Action? kept;", "", "" },
        { "pinned parameter", "static int M(System.IO.Stream s) => 1;", "WEAVE0202", "'s'" },
        { "pinned result", "static Func<int> M(int x) => () => x;", "WEAVE0202", "result" },
        { "pinned this", "} public sealed partial class D { readonly System.IO.Stream s = System.IO.Stream.Null; [Fragment] public int M(int x) => x;", "WEAVE0202", "'this'" },
        { "ref argument before a cut", "static int M(int x) { var a = new int[1]; F(ref a[0], Callees.Cut(x)); return a[0]; } static void F(ref int a, int b) => a = b;", "", "" },
        { "member of an element before a cut", "static int M(int x) { var a = new (int X, int Y)[1]; a[0].X += Callees.Cut(x); return a[0].X; }", "", "" },
        { "anonymous type across", "static int M(int x) { var a = new { x }; var y = Callees.ActNow(x) + 1; return a.x + y; }", "WEAVE0201", "anonymous" },
        { "anonymous type across, which is plain then", "static int M(int x) { var a = new { x }; var y = Callees.Cut(x) + 1; return a.x + y; }", "", "" },
        { "anonymous type between cuts", "static int M(int x) { var y = Callees.Cut(x); var a = new { x, y }; y = a.x + a.y; return Callees.Cut(y) + 1; }", "", "" },
        { "operand of an anonymous type", "static int M(int x) => F(new { x }, Callees.Cut(x)); static int F(object o, int i) => i;", "WEAVE0101", "anonymous" },
        { "variable of an anonymous type in a pattern", "static int M(int x) { if (new { x } is var a) x = a.x; return Callees.Cut(x) + 1; }", "WEAVE0101", "anonymous" },
        { "dynamic across", "static int M(int x) { dynamic d = x; var y = Callees.ActNow(x) + 1; return (int)d + y; }", "WEAVE0201", "d" },
        { "dynamic across, which is plain then", "static int M(int x) { dynamic d = x; var y = Callees.Cut(x) + 1; return (int)d + y; }", "", "" },
        { "span across", "static int M(int x) { Span<int> s = new int[1]; var y = Callees.ActNow(x) + 1; return s[0] + y; }", "WEAVE0201", "s" },
        { "span across, which is plain then", "static int M(int x) { Span<int> s = new int[1]; var y = Callees.Cut(x) + 1; return s[0] + y; }", "", "" },
        { "await of something odd", "static async Task<int> M(int x) { await new Odd(); return x; } sealed class Odd { public TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter(); }", "WEAVE0101", "await of" },
        { "await foreach over a parameter that may be an iterator", "static async Task<int> M(IAsyncEnumerable<int> x) { await foreach (var i in x) { } return 1; }", "WEAVE0202", "lazily" },
        { "await foreach over an async iterator", "static async Task<int> M(int x) { await foreach (var i in F()) x += i; return x; } static async IAsyncEnumerable<int> F() { yield return 1; await Task.Yield(); }", "WEAVE0204", "lazily" },
        { "await foreach over a configured sequence", "static async Task<int> M(int x) { await foreach (var i in F().ConfigureAwait(false)) x += i; return x; } static async IAsyncEnumerable<int> F() { yield return 1; await Task.Yield(); }", "WEAVE0204", "its enumerator: Enumerator" },
        { "await foreach over an enumerator of one's own", "static async Task<int> M(int x) { await foreach (var i in new Own()) x += i; return x; } sealed class Own { public int Current => 1; public Own GetAsyncEnumerator() => this; public Task<bool> MoveNextAsync() => Task.FromResult(false); }", "", "" },
        { "await foreach over an enumerator of one's own with a stream", "static async Task<int> M(int x) { await foreach (var i in new Own()) x += i; return x; } sealed class Own { Stream s = new(); public int Current => 1; public Own GetAsyncEnumerator() => this; public Task<bool> MoveNextAsync() => Task.FromResult(false); }", "WEAVE0204", "its enumerator.s.inner" },
        { "await foreach whose steps are odd", "static async Task<int> M(int x) { await foreach (var i in new Own()) x += i; return x; } sealed class Own { public int Current => 1; public Own GetAsyncEnumerator() => this; public Odd MoveNextAsync() => new(); } sealed class Odd { public TaskAwaiter<bool> GetAwaiter() => Task.FromResult(false).GetAwaiter(); }", "WEAVE0101", "await of" },
        { "await foreach in a lambda", "static async Task<int> M(int x) { Func<Task> f = async () => { await foreach (var i in F()) x += i; }; await f(); return x; } static async IAsyncEnumerable<int> F() { yield return 1; await Task.Yield(); }", "WEAVE0205", "shared" },
        { "await foreach in a local function", "static async Task<int> M(int x) { return await G() + Callees.Cut(x); static async Task<int> G() { await foreach (var i in F()) return i; return 0; } } static async IAsyncEnumerable<int> F() { yield return 1; await Task.Yield(); }", "", "" },
        { "member named Fragments", "static int M(int x) => x; static int Fragments => 1;", "WEAVE0002", "Fragments" },
    };

    static readonly Lazy<(CSharpCompilation Source, Compilation Whole, IReadOnlyList<SyntaxTree> Generated)> all = new(static () =>
    {
        var sources = Cases().Select(static (row, i) => ($"Case{i}.cs", $"{Usings}namespace Refused.Case{i};\npublic static partial class Case {{ [Fragment] {row[1]} }}".Replace("[Fragment] }", "}", StringComparison.Ordinal)));
        var source = GeneratorHost.Compile("Refused", LanguageVersion.Preview, sources.Prepend(("Around.cs", Around)));
        var (whole, generated) = GeneratorHost.Generate(source);
        return (source, whole, generated);
    });

    [Fact]
    public void The_sources_themselves_compile() => Assert.DoesNotContain(all.Value.Source.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS0649");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refused(string what, string member, string rule, string words)
    {
        var number = Cases().Select(static (row, i) => (Name: (string)row[0], Index: i)).First(c => c.Name == what).Index;
        var tree = all.Value.Source.SyntaxTrees.First(t => t.FilePath == $"Case{number}.cs");
        Assert.Contains(member, tree.ToString(), StringComparison.Ordinal);
        var semantics = all.Value.Source.GetSemanticModel(tree);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(static m => m.Identifier.ValueText == "M");
        var read = GeneratorHost.Read(method, semantics.GetDeclaredSymbol(method)!, semantics);
        var generated = all.Value.Generated.Where(t => t.ToString().Contains($"namespace Refused.Case{number};", StringComparison.Ordinal)).ToList();
        if (rule.Length == 0)
        {
            // A near miss: it is woven, and compiles.
            Assert.True(read.Function is not null || read.Declared is not null, $"{what}: {string.Join("\n", read.Refusals.Select(static r => r.ToDiagnostic()))}");
            Assert.DoesNotContain(generated.SelectMany(t => all.Value.Whole.GetSemanticModel(t).GetDiagnostics()), static d => d.Severity == DiagnosticSeverity.Error);
            return;
        }
        Assert.True(read.Function is null, $"{what} was woven.");
        var refusals = read.Refusals.Select(static r => r.ToDiagnostic()).ToList();
        Assert.True(refusals.Exists(r => r.Id.StartsWith(rule, StringComparison.Ordinal) && r.ToString().Contains(words, StringComparison.Ordinal)), $"{what}: {string.Join("\n", refusals)}");
        Assert.All(refusals, static r => Assert.True(r.Location.IsInSource));
        Assert.DoesNotContain(generated, static t => t.ToString().Contains(" M__woven(", StringComparison.Ordinal));
    }
}

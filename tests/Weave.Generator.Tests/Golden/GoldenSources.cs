namespace Weave.Generator.Tests.Golden;

/// <summary>The sources whose generated code is reviewed as code: small ones, each for one thing. The file is named after the first element.</summary>
static class GoldenSources
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["NoCut"] = "[Fragment] public static int M(int x) => x + 1;",
        ["While"] = "[Fragment] public static int M(int x) { var turns = 0; while (x > 1) { x = x % 2 == 0 ? x / 2 : x * 3 + 1; turns++; } return turns; }",
        ["Strip"] = "[Fragment] public static long M(int n) { long sum = 0; for (var i = 0; i < n; i++) sum += i * i; return sum; }",
        ["NestedLoops"] = "[Fragment] public static long M(int n) { long sum = 0; for (var i = 0; i < n; i++) { for (var j = i; j < n; j++) { if (j == 3) continue; sum += Cut(j); } } return sum; }",
        ["ForEachList"] = "[Fragment] public static string M(List<string> names) { var text = \"\"; foreach (var name in names) text += name; return text; }",
        ["ForEachArray"] = "[Fragment] public static int M(int[] values) { var sum = 0; foreach (var value in values) sum += Cut(value); return sum; }",
        ["Branches"] = "[Fragment] public static int M(int x) { int y; if (x > 0) y = Cut(x); else if (x < -5) y = Cut(-x) + 1; else y = 7; return y + x; }",
        ["TryFinally"] = "[Fragment] public static int M(int x) { var state = 0; try { state = 1; x = Cut(x); state = 2; } catch (InvalidOperationException e) when (e.Message.Length > state) { x = -state; } finally { state = 3; } return x; }",
        ["CatchCut"] = "[Fragment] public static int M(int x) { try { x = 10 / x; } catch (DivideByZeroException e) when (e.Message.Length > x) { x = Cut(e.Message.Length); if (x > 1) throw; } finally { x++; } return x; }",
        ["FinallyCut"] = "[Fragment] public static int M(int[] a) { foreach (var x in a) { try { if (x == 1) continue; if (x == 2) return x; } finally { Cut(x); } } return 0; }",
        ["Using"] = "public sealed class R : IDisposable { public void Dispose() { } } [Fragment] public static int M(int x) { using var r = new R(); return Cut(x) + 1; }",
        ["RefLocal"] = "[Fragment] public static void M(int[] a) { for (var i = 0; i < a.Length; i++) { ref var x = ref a[i]; x++; Cut(x); } }",
        ["DoCut"] = "[Fragment] public static int M(int x) { do { if (x == 5) continue; x -= 2; } while (Cut(x) > 0); return x; }",
        ["Spills"] = "static int field; [Fragment] public static int M(int[] a, int i) { a[i++] += field + Cut(i) * a[0]; return a[0]; }",
        ["Access"] = "[Fragment] public static int M(string? text, int[] places) { var n = text?.IndexOf('c', Cut(1)) ?? Cut(2); places[n].CompareTo(Cut(3)); return n; }",
        ["Creation"] = "[Fragment] public static string M(int x) { var list = new List<int>(x) { x, Cut(x), 3 }; return $\"{list.Count} of {Cut(2)}\"; }",
        ["ShortCircuit"] = "[Fragment] public static bool M(int x) { return x > 0 && Cut(x) > 1 || Cut(-x) == 0; }",
        ["Recursion"] = "[Fragment] public static int M(int n) => n < 2 ? n : M(n - 1) + M(n - 2);",
        ["TailCall"] = "[Fragment] public static int M(int a, int b) => b == 0 ? a : M(b, a % b);",
        ["Async"] = "[Fragment] public static async Task<string> M(string id) { var stock = await Reserve(id, 2); await Durable.Delay(TimeSpan.FromHours(1)); var rest = await Task.FromResult(stock); return id + rest; }",
        ["Event"] = "[Fragment] public static async Task<string> M(string id) { var approved = await Durable.Event<bool>(\"approved\", timeout: TimeSpan.FromDays(3)); return id + approved; }",
        ["AwaitForEach"] = "public sealed class Ticks { int at; public int Current => at; public Ticks GetAsyncEnumerator() => this; public Task<bool> MoveNextAsync() => Task.FromResult(++at < 3); public ValueTask DisposeAsync() => default; } [Fragment] public static async Task<int> M(int x) { await foreach (var tick in new Ticks()) { if (tick == x) return Cut(tick); x--; } return x; }",
        ["Places"] = "[Fragment(Needs = Capability.Avx2 | Capability.Gpu, Near = \"orders\")] public static int M(int x) { while (x > 1) x /= 2; return x; }",
        ["Step"] = "[Step(Retries = 3)] public static Task<int> M(string id, int count = 1) => Task.FromResult(id.Length + count);",
        ["Instance"] = "} public partial class Account { int balance; [Fragment] public void M(Account other) { balance -= Cut(1); other.balance++; } [Fragment] static int Cut(int x) { while (x < 0) x++; return x; }",
        ["Patterns"] = "[Fragment] public static int M(object o) { if (o is int n && Cut(n) > 0) return n; if (!int.TryParse(o.ToString(), out var parsed)) return Cut(2) + 1; Cut(parsed); return parsed; }",
        ["Switch"] = "[Fragment] public static int M(object o, int n) { for (var i = 0; i < n; i++) { switch (o) { case int x when x > i: n -= Cut(x); continue; case string { Length: var length }: o = Cut(length) + length; break; default: return Cut(n) + 1; } } return n; }",
        ["SwitchExpression"] = "[Fragment] public static int M(int x) { var y = x switch { 1 => Cut(x), > 5 when x != 7 => throw new ArgumentException(), 2 or 3 => 20 }; return Cut(y) + 1; }",
        ["SwitchGuards"] = "[Fragment] public static int M(object o) => o switch { null => 0, int n when Cut(n) > 1 => n, string s => s.Length, _ => Cut(1) };",
        ["Goto"] = "[Fragment] public static int M(int n) { var sum = 0; Again: sum += Cut(n); if (--n > 0) goto Again; if (sum > 9) goto Done; sum++; Done: return sum; }",
        ["GotoCase"] = "[Fragment] public static int M(int n) { var turns = 0; switch (n) { case 0: return turns; case 1: turns++; goto case 0; default: turns += n; if (turns < 100) goto default; goto case 1; } }",
    };
}

namespace Weave.Rules.Tests.Cases;

static class BodyCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        Case.In("WEAVE0101", "handler of its own", "[Fragment] public static async Task<string> M(int x) { var b = new System.Text.StringBuilder(); b.Append($\"{await Calls.CutAsync(x)}\"); return b.ToString(); }", "interpolat"),
        Case.In("WEAVE0101", "named before", "[Fragment] public static async Task<string> M(int x) { var b = new System.Text.StringBuilder(); var got = await Calls.CutAsync(x); b.Append($\"{got}\"); return b.ToString(); }", null),
        Case.In("WEAVE0102", "fixed", "[Fragment] public static int M(int[] a) { unsafe { fixed (int* p = a) return Calls.Cut(*p); } }", "'Cut' stands inside an unsafe block", "Calls.Cut(*p)"),
        Case.In("WEAVE0102", "before fixed", "[Fragment] public static int M(int[] a) { var c = Calls.Cut(a[0]); unsafe { fixed (int* p = a) return c + *p; } }", null),
        Case.In("WEAVE0103", "task in a variable", "[Fragment] public static async Task<int> M(int x) { var t = Calls.Act(x); return await t; }", "'Act' has to be awaited", "Calls.Act(x)"),
        Case.In("WEAVE0103", "awaited through ConfigureAwait", "[Fragment] public static async Task<int> M(int x) => await Calls.Act(x).ConfigureAwait(false);", null),
        Case.In("WEAVE0104", "step in a lambda", "[Fragment] public static int M(List<int> x) => x.Sum(v => Calls.ActNow(v));", "'ActNow' is called inside a lambda", "Calls.ActNow(v)"),
        Case.In("WEAVE0104", "wait in a local function", "[Fragment] public static async Task<int> M(int x) { await F(); return x; async Task F() { await Durable.Delay(TimeSpan.Zero); } }", "'Delay' is called inside a local function", "Durable.Delay(TimeSpan.Zero)"),
        Case.In("WEAVE0104", "step in a filter", "[Fragment] public static int M(int x) { try { return Calls.Cut(x); } catch (Exception) when (Calls.ActNow(x) > 0) { return 1; } }", "'ActNow' is called inside an exception filter", "Calls.ActNow(x)"),
        Case.In("WEAVE0104", "step in a query", "[Fragment] public static int M(int[] x) => (from v in x select Calls.ActNow(v)).Sum();", "'ActNow' is called inside a query", "Calls.ActNow(v)"),
        Case.In("WEAVE0104", "fragment function in a lambda", "[Fragment] public static int M(List<int> x) => x.Sum(v => Calls.Cut(v));", null),
        Case.In("WEAVE0104", "step in a loop", "[Fragment] public static int M(List<int> x) { var s = 0; foreach (var v in x) s += Calls.ActNow(v); return s; }", null),
        Case.In("WEAVE0105", "call in a lock", "[Fragment] public static int M(int x) { var gate = new object(); lock (gate) { return Calls.Cut(x); } }", "'Cut' stands inside 'lock (gate)'", "Calls.Cut(x)"),
        Case.In("WEAVE0105", "step in a lock in a loop", "[Fragment] public static int M(int[] x) { var s = 0; foreach (var v in x) lock (x) { s += Calls.ActNow(v); } return s; }", "'ActNow' stands inside 'lock (x)'", "Calls.ActNow(v)"),
        Case.In("WEAVE0105", "lock before", "[Fragment] public static int M(int x) { var gate = new object(); lock (gate) { x++; } return Calls.Cut(x); }", null),
        Case.In("WEAVE0105", "loop in a lock", "[Fragment] public static int M(int[] x) { var s = 0; lock (x) { foreach (var v in x) s += v; } return s; }", null),
    ];
}

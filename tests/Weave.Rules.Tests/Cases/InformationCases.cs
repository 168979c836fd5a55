namespace Weave.Rules.Tests.Cases;

static class InformationCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        Case.In("WEAVE0301", "pinned value", "[Fragment] public static int M(int x) { var order = new Order(); while (x > 0) x -= order.Use(); return x; }", "'while' runs to its end without a cut: 'order' is live there, and cannot leave the process: order.Customer._stream: FileStream", "while"),
        Case.In("WEAVE0301", "query", "[Fragment] public static int M(List<int> x) { var s = 0; foreach (var v in x.Where(i => i > 0)) s += v; return s; }", "'foreach(v)' runs to its end without a cut: the enumerator of this sequence cannot be saved", "foreach"),
        Case.In("WEAVE0301", "in a lock", "[Fragment] public static int M(int[] x) { var s = 0; lock (x) { for (var i = 0; i < 9; i++) s += i; } return s; }", "'for(i)' runs to its end without a cut: it stands inside a construct", "for"),
        Case.In("WEAVE0301", "pinned value made inside", "[Fragment] public static int M(int x) { while (x > 0) { var order = new Order(); x -= order.Use(); } return x; }", null),
        Case.In("WEAVE0302", "pinned value", "[Fragment] public static int M(int x) { var order = new Order(); x = Calls.Cut(x); return x + order.Use(); }", "'Cut' is called plainly, and runs to its end without a cut: 'order' is live there, and cannot leave the process: order.Customer._stream: FileStream", "Calls"),
        Case.In("WEAVE0302", "reference", "[Fragment] public static int M(int[] a, int x) { ref var r = ref a[0]; r = Calls.Cut(x); r++; return a[0]; }", "'Cut' is called plainly", "Calls"),
        Case.In("WEAVE0302", "used before only", "[Fragment] public static int M(int x) { var order = new Order(); x += order.Use(); return Calls.Cut(x) + 1; }", null),
        Case.In("WEAVE0303", "task of somebody else", "static Task<int> Ask(int x) => Task.FromResult(x); [Fragment] public static async Task<int> M(int x) => await Ask(x).ConfigureAwait(false);", "'Ask(x).ConfigureAwait(false)' is awaited in this process", "await Ask(x).ConfigureAwait(false)"),
        Case.In("WEAVE0303", "tasks of its own", "[Fragment] public static async Task<int> M(int x) { await Durable.Delay(TimeSpan.Zero); await Task.Yield(); await Task.CompletedTask; return await Calls.CutAsync(x) + await Calls.Act(x); }", null),
        Case.In("WEAVE0303", "what another rule speaks of", "[Fragment] public static async Task<int> M(int x) { await Task.Delay(1); await Task.Run(() => 1); return x; }", null),
        Case.In("WEAVE0303", "in a step", "static Task<int> Ask(int x) => Task.FromResult(x); [Step] public static async Task<int> M(int x) => await Ask(x);", null),
    ];
}

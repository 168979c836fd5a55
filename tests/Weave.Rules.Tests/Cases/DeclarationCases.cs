namespace Weave.Rules.Tests.Cases;

static class DeclarationCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("WEAVE0001", "type", "public class Shop { [Fragment] public static int Count(int x) => x; }", "'Shop' holds the fragment function or step 'Count'", "Shop"),
        new("WEAVE0001", "type around", "public class Shop { public partial class Till { [Step] public static int Count(int x) => x; } }", "'Shop' holds the fragment function or step 'Count'", "Shop"),
        new("WEAVE0001", "all partial", "public partial class Shop { public partial class Till { [Fragment] public static int Count(int x) => x; } }", null),
        new("WEAVE0001", "nothing marked", "public class Shop { public static int Count(int x) => x; }", null),
        Case.In("WEAVE0002", "out parameter", "[Fragment] public static void Sum(int[] v, out int sum) => sum = v.Length;", "'Sum' cannot be a fragment function: its parameter 'sum' is passed by reference", "Sum"),
        Case.In("WEAVE0002", "iterator", "[Fragment] public static IEnumerable<int> All(int n) { yield return n; }", "it is an iterator", "All"),
        Case.In("WEAVE0002", "result instead of out", "[Fragment] public static int Sum(int[] v) => v.Length;", null),
        Case.In("WEAVE0003", "out parameter", "[Step] public static bool Charge(int card, out int receipt) { receipt = card; return true; }", "'Charge' cannot be a step: its parameter 'receipt' is passed by reference", "Charge"),
        Case.In("WEAVE0003", "task without async", "[Step] public static Task<int?> Charge(int card) => Task.FromResult((int?)card);", null),
        new("WEAVE0004", "override", "public partial class A { [Fragment] public virtual int F(int x) => x; } public partial class B : A { public override int F(int x) => x; }", "'B.F(int)' overrides or implements the fragment function 'A.F(int)'", "F"),
        new("WEAVE0004", "implementation", "public partial interface I { [Fragment] int F(int x); } public class B : I { public int F(int x) => x; }", "'I.F(int)'", "F"),
        new("WEAVE0004", "new method", "public partial class A { [Fragment] public virtual int F(int x) => x; } public partial class B : A { public new int F(int x) => x; }", null),
        new("WEAVE0004", "marked override", "public partial class A { [Fragment] public virtual int F(int x) => x; } public partial class B : A { [Fragment] public override int F(int x) => x; }", null),
    ];
}

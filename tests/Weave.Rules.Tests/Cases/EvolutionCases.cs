namespace Weave.Rules.Tests.Cases;

static class EvolutionCases
{
    const string Function = "[Fragment] public static int M(Paper paper) { while (paper.Sum < 9) { } return paper.Sum; }";

    public static readonly IReadOnlyList<Case> All =
    [
        Type("WEAVE0601", "member that is no state", "[WasNamed(\"Total\")] public int Twice => Sum * 2; public int Sum;", "[WasNamed] on 'Twice' says nothing: 'Twice' is no state of 'Paper'", "WasNamed(\"Total\")"),
        Type("WEAVE0601", "name that is there still", "[WasNamed(\"Total\")] public int Sum; public int Total;", "'Paper' has a 'Total' still"),
        Type("WEAVE0601", "two for one", "[WasNamed(\"Total\")] public int Sum; [WasNamed(\"Total\")] public int All;", "'Total' is said to be 'Sum' already"),
        Type("WEAVE0601", "no name", "[WasNamed(\"a;b\")] public int Sum;", "gives no name"),
        Type("WEAVE0601", "variable of a member", "[WasNamed(\"a\", \"b\")] public int Sum;", "names a variable, and a member has none"),
        new("WEAVE0601", "type that has the name", $"[WasNamed(\"Order\")] public class Paper {{ public int Sum; }} public partial class Shop {{ {Function} }}", "'Order' is another type now: an id is never used again"),
        new("WEAVE0601", "its own name", $"[WasNamed(\"Paper\")] public class Paper {{ public int Sum; }} public partial class Shop {{ {Function} }}", "'Paper' is its name now"),
        new("WEAVE0601", "drops what is there", $"[Drops(\"Sum\")] public class Paper {{ public int Sum; }} public partial class Shop {{ {Function} }}", "[Drops] on 'Paper' says nothing: 'Paper' has a 'Sum' still"),
        Case.In("WEAVE0601", "no function", "[WasNamed(\"Old\")] public static int M(int x) => x;", "it stands on no fragment function or step"),
        Case.In("WEAVE0601", "variable that is not there", "[WasNamed(\"old\", \"gone\")] [Fragment] public static int M(int x) { while (x > 0) x--; return x; }", "no cut of 'M' saves a variable 'gone'"),
        Case.In("WEAVE0601", "function that has the name", "[WasNamed(\"N\")] [Fragment] public static int M(int x) => x; [Fragment] public static int N(int x) => x;", "'Shop.N(int)' is another function now"),
        Case.In("WEAVE0601", "parameter that is still there", "[Fragment] public static int M([WasNamed(\"y\")] int x, int y) { while (x > y) x--; return x; }", "'M' has a 'y' still"),
        new("WEAVE0601", "old names", "[WasNamed(\"Sheet\")] [WasNamed(\"Old.Leaf\")] [Drops(\"Gone\")] public record Paper([WasNamed(\"Total\")] int Sum, int Count) { [WasNamed(\"Text\")] public string Name { get; init; } = \"\"; [WasNamed(\"mark\")] readonly int stamp = 1; public int Use() => stamp; }"
            + " public partial class Shop { [WasNamed(\"N\")] [WasNamed(\"s\", \"sum\")] [Fragment] public static int M([WasNamed(\"p\")] Paper paper) { var sum = 0; while (paper.Sum < 9) sum += paper.Use(); return sum; } [WasNamed(\"Do\")] [Step] public static int Act([WasNamed(\"n\")] int x) => x; }", null),
        Case.In("WEAVE0602", "cut that is not there", "[WasCut(\"M/for\", \"M/do\")] [Fragment] public static int M(int x) { while (x > 0) x--; return x; }", "[WasCut] on 'M' says nothing: 'M' has no cut 'M/do'", "WasCut(\"M/for\", \"M/do\")"),
        Case.In("WEAVE0602", "two for one", "[WasCut(\"M/for\", \"M/while\")] [WasCut(\"M/for\", \"M/do\")] [Fragment] public static int M(int x) { while (x > 0) x--; do x++; while (x < 0); return x; }", "'M/for' is said to be 'M/while' already"),
        Case.In("WEAVE0602", "entry", "[WasCut(\"M/for\", \"M\")] [Fragment] public static int M(int x) { while (x > 0) x--; return x; }", "names the entry, which is where it is"),
        Case.In("WEAVE0602", "step", "[WasCut(\"M/for\", \"M\")] [Step] public static int M(int x) => x;", "'M' has no cut 'M'"),
        Case.In("WEAVE0602", "moved", "[WasCut(\"M/for\", \"M/while\")] [Fragment] public static int M(int x) { while (x > 0) x--; return x; }", null),
        Type("WEAVE0603", "member that is not there", "public int Sum; [Migrates(\"All\")] static int Make(string sum) => sum.Length;", "[Migrates] on 'Make' does nothing: 'Paper' has no field or property 'All' that is state", "Migrates(\"All\")"),
        Type("WEAVE0603", "instance method", "public int Sum; [Migrates(\"Sum\")] int Make(string sum) => sum.Length;", "it has to be static"),
        Type("WEAVE0603", "other type", "public int Sum; [Migrates(\"Sum\")] static long Make(string sum) => sum.Length;", "it makes a value of type 'long', and 'int' is wanted"),
        Type("WEAVE0603", "no old value", "public int Sum; [Migrates(\"Sum\")] static int Make() => 1;", "it takes no old value"),
        Type("WEAVE0603", "two for one", "public int Sum; [Migrates(\"Sum\")] static int Make(string sum) => 1; [Migrates(\"Sum\")] static int Make(long sum) => 2;", "'Sum' is made by another method already"),
        Type("WEAVE0603", "value that cannot have been saved", "public int Sum; [Migrates(\"Sum\")] static int Make(FileStream sum) => 1;", "an old value of this type was never saved: sum: FileStream"),
        new("WEAVE0603", "private, in a type that is not partial", $"public class Paper {{ public int Sum; [Migrates(\"Sum\")] static int Make(string sum) => 1; }} public partial class Shop {{ {Function} }}", "it is private, and Paper is not partial"),
        Case.In("WEAVE0603", "function that is not there", "[Migrates(\"x\", Of = \"N\")] static int Make(string x) => 1; [Fragment] public static int M(int x) => x;", "'Shop' has no fragment function or step 'N'"),
        Case.In("WEAVE0603", "variable that is not there", "[Migrates(\"y\", Of = \"M\")] static int Make(string x) => 1; [Fragment] public static int M(int x) => x;", "no cut of 'M' saves a variable 'y'"),
        new("WEAVE0603", "generic type", "public partial class Box<T> { [Migrates(\"x\", Of = \"M\")] static int Make(string x) => 1; [Fragment] public static int M(int x) => x; }", "'M' is generic, or its type is"),
        Type("WEAVE0603", "migrations", "public int Sum; [Migrates(\"Sum\")] static int Make([WasNamed(\"Text\")] string name, List<int> more) => name.Length + more.Count;", null),
        Case.In("WEAVE0603", "migration of a variable", "[Migrates(\"x\", Of = nameof(M))] static int Make(string x) => x.Length; [Fragment] public static int M(int x) { while (x > 0) x--; return x; }", null),
    ];

    static Case Type(string rule, string name, string members, string? words, string? at = null) => new(rule, name, $"public partial class Paper {{ {members} }}\npublic partial class Shop {{ {Function} }}\n", words, at);
}

namespace Weave.Rules.Tests.Cases;

static class EvolutionCases
{
    const string Function = "[Fragment] public static int M(Paper paper) { while (paper.Sum < 9) { } return paper.Sum; }";

    /// <summary>The contracts of the project without any change.</summary>
    static readonly Lazy<string> file = new(static () => RuleHost.ContractsOf(Type("", "", Sum, null).Source));

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
        File("WEAVE0604", "cut", "", static file => Without(file, "cut Shop.M(Paper) | M/while"), "'Shop.M(Paper) | M/while' is not in weave.contracts yet", "M"),
        File("WEAVE0604", "type", "", static file => Without(file, "type Paper"), "'Paper' is not in weave.contracts yet", "Paper"),
        File("WEAVE0604", "known", "", static file => file, null),
        File("WEAVE0605", "field more", "public int More;", static file => file, "'Paper' has changed; what was saved of it maps by itself: 'More' is new.", "Paper"),
        File("WEAVE0605", "the same", "", static file => file, null),
        File("WEAVE0606", "other type", "", static file => file.Replace("{Sum:int}", "{Sum:string}"), "'Sum' was string and is int: a [Migrates] method has to say how", "Paper"),
        File("WEAVE0606", "other statement", "", static file => file.Replace("(Paper) | M/while | ", "(Paper) | M/while | 1"), "say [WasCut(\"M/while\", \"M/while\")]", "M"),
        File("WEAVE0606", "migrated", "[Migrates(\"Sum\")] static int Make(string sum) => sum.Length;", static file => file.Replace("{Sum:int}", "{Sum:string}"), null),
        File("WEAVE0607", "cut that is gone", "", static file => file + "cut Shop.M(Paper) | M/for(i) | 1 | paper:Paper\n", "'Shop.M(Paper) | M/for(i)' go on with the old code only: The method has no cut 'M/for(i)'.", "M"),
        File("WEAVE0607", "type that is gone", "", static file => file + "type Sheet{Id:int}\n", "'Sheet' go on with the old code only: The type is gone."),
        File("WEAVE0607", "retired", "", static file => file + "retired cut Shop.M(Paper) | M/for(i) | 1 | paper:Paper\nretired type Sheet{Id:int}\n", null),
        File("WEAVE0608", "type", "", static file => file + "retired type Paper{Id:int}\n", "'Paper' is retired in weave.contracts", "Paper"),
        File("WEAVE0608", "cut", "", static file => file + "retired cut Shop.M(Paper) | M/while | 1 | paper:Paper\n", "'Shop.M(Paper) | M/while' is retired", "M"),
        File("WEAVE0608", "exactly what it was", "", static file => file.Replace("type Paper", "retired type Paper"), null),
        File("WEAVE0609", "marks of a merge", "", static file => file.Replace("\ncut", "\n<<<<<<< HEAD\ncut"), "Line 2: '<<<<<<< HEAD' begins with no word that is known"),
        File("WEAVE0609", "comments", "", static file => file + "# checked by hand\n", null),
    ];

    const string Sum = "public int Sum; ";

    static Case File(string rule, string name, string members, Func<string, string> edit, string? words, string? at = null) =>
        Type(rule, name, Sum + members, words, at) with { Contracts = edit(file.Value) };

    static string Without(string file, string start) => string.Join('\n', file.Split('\n').Where(line => !line.StartsWith(start, StringComparison.Ordinal)));

    static Case Type(string rule, string name, string members, string? words, string? at = null) => new(rule, name, $"public partial class Paper {{ {members} }}\npublic partial class Shop {{ {Function} }}\n", words, at);
}

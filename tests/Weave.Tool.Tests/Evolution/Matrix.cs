using static Weave.Contracts.Verdict;

namespace Weave.Tool.Tests.Evolution;

/// <summary>The ways in which code changes. docs/evolution.md says the same in words.</summary>
static class Matrix
{
    const string Show = "{ public string Show() => $\"{Id} {Total} \"; }";
    const string One = "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} {sum} {held}\";";
    const string Two = "var sum = await Hold(count); var more = await Hold(sum); return $\"{order.Id} {sum} {more}\";";

    public static readonly IReadOnlyList<Scenario> All =
    [
        Scenario.Same("nothing", ""),
        Scenario.Same("another function", "[Fragment] public static async Task<int> More(Order order) { await Hold(1); return 2; }"),

        Scenario.OfType("add a field", $"public partial record Order(int Id, int Total) {Show}", "public partial record Order(int Id, int Total) { public string? Note; public string Show() => $\"{Id} {Total} {Note is null} \"; }", Maps, "7 5 True 30"),
        Scenario.OfType("remove a field", $"public partial record Order(int Id, int Total) {Show}", "public partial record Order(int Id) { public string Show() => $\"{Id} \"; }", Maps, "7 30"),
        Scenario.OfType("remove a field and its type", "public record Line(Item Item); public record Item(int Id); public partial record Order(int Id, Line Total) { public string Show() => $\"{Total.Item.Id} \"; }", "public partial record Order(int Id) { public string Show() => $\"{Id} \"; }", Maps, "7 30", "new Order(7, new(new(5)))"),
        Scenario.OfType("remove a type that a variable holds", "public record Paper(int Id); public record Note(int Number) : Paper(Number); public partial record Order(int Id, Paper Total) { public string Show() => $\"{Id} {Total.Id} \"; }", "public record Paper(int Id); public partial record Order(int Id, Paper Total) { public string Show() => $\"{Id} {Total.Id} \"; }", Incompatible, made: "new Order(7, new Note(5))"),
        Scenario.OfType("rename a field without a word", $"public partial record Order(int Id, int Total) {Show}", "public partial record Order(int Id, int Sum) { public string Show() => $\"{Id} {Sum} \"; }", NeedsMigration),
        Scenario.OfType("rename a field", $"public partial record Order(int Id, int Total) {Show}", "public partial record Order(int Id, [WasNamed(\"Total\")] int Sum) { public string Show() => $\"{Id} {Sum} \"; }", Maps, "7 5 30"),
        Scenario.OfType("widen a field", $"public partial record Order(int Id, int Total) {Show}", $"public partial record Order(int Id, long Total) {Show}", Maps, "7 5 30"),
        Scenario.OfType("widen a field to another kind of number", $"public partial record Order(int Id, int Total) {Show}", $"public partial record Order(int Id, decimal Total) {Show}", Maps, "7 5 30"),
        Scenario.OfType("narrow a field", $"public partial record Order(int Id, long Total) {Show}", $"public partial record Order(int Id, int Total) {Show}", NeedsMigration),
        Scenario.OfType("narrow a field with a migration", $"public partial record Order(int Id, long Total) {Show}", "public partial record Order(int Id, int Total) { public string Show() => $\"{Id} {Total} \"; [Migrates(\"Total\")] static int Narrow(long total) => checked((int)total); }", Maps, "7 5 30"),
        Scenario.OfType("make a field nullable", $"public partial record Order(int Id, int Total) {Show}", $"public partial record Order(int Id, int? Total) {Show}", Maps, "7 5 30"),
        Scenario.OfType("make a nullable field one that is not", $"public partial record Order(int Id, int? Total) {Show}", $"public partial record Order(int Id, int Total) {Show}", NeedsMigration),
        Scenario.OfType("annotate a reference as nullable", $"public partial record Order(int Id, string Total) {Show}", $"public partial record Order(int Id, string? Total) {Show}", Identical, "7 5 30", "new Order(7, \"5\")"),
        Scenario.OfType("reorder fields", $"public partial record Order(int Id, int Total) {Show}", $"public partial record Order(int Total, int Id) {Show}", Maps, "7 5 30"),
        Scenario.OfType("change the type of a field", $"public partial record Order(int Id, string Total) {Show}", $"public partial record Order(int Id, int Total) {Show}", NeedsMigration, made: "new Order(7, \"5\")"),
        Scenario.OfType("change the type of a field with a migration", $"public partial record Order(int Id, string Total) {Show}", "public partial record Order(int Id, int Sum) { public string Show() => $\"{Id} {Sum} \"; [Migrates(\"Sum\")] static int Parse(string total, int id) => int.Parse(total) + id; }", Maps, "7 12 30", "new Order(7, \"5\")"),
        Scenario.OfType("change type arguments", $"public partial record Order(int Id, List<int> Totals) {{ public string Show() => $\"{{Id}} {{Totals[0]}} \"; }}", "public partial record Order(int Id, List<long> Totals) { public string Show() => $\"{Id} {Totals[0]} \"; }", NeedsMigration, made: "new Order(7, [5])"),
        Scenario.OfType("change type arguments with a migration", $"public partial record Order(int Id, List<int> Totals) {{ public string Show() => $\"{{Id}} {{Totals[0]}} \"; }}", "public partial record Order(int Id, List<long> Totals) { public string Show() => $\"{Id} {Totals[0]} \"; [Migrates(\"Totals\")] static List<long> Widen(List<int> totals) => [.. totals]; }", Maps, "7 5 30", "new Order(7, [5])"),
        Scenario.OfType("add a field to a generic type", "public partial record Order(int Id, Box<int> Total) { public string Show() => $\"{Id} {Total.Value} \"; } public record Box<T>(T Value);", "public partial record Order(int Id, Box<int> Total) { public string Show() => $\"{Id} {Total.Value} {Total.Spare} \"; } public record Box<T>(T Value) { public T? Spare; }", Maps, "7 5 0 30", "new Order(7, new(5))"),
        Scenario.OfType("make a class a struct", $"public partial record Order(int Id, int Total) {Show}", $"public partial record struct Order(int Id, int Total) {Show}", Incompatible),
        Scenario.OfType("add a field to a struct", $"public partial record struct Order(int Id, int Total) {Show}", "public partial record struct Order(int Id, int Total) { public int More; public string Show() => $\"{Id} {Total} {More} \"; }", Maps, "7 5 0 30"),
        Scenario.OfType("remove a field of a struct", $"public partial record struct Order(int Id, int Total) {Show}", "public partial record struct Order(int Id) { public string Show() => $\"{Id} \"; }", NeedsMigration),
        Scenario.OfType("remove a field of a struct that may be lost", $"public partial record struct Order(int Id, int Total) {Show}", "[Drops(\"Total\")] public partial record struct Order(int Id) { public string Show() => $\"{Id} \"; }", Maps, "7 30"),
        Scenario.OfType("rename the field of a base class", "public record Paper(int Id); public partial record Order(int Id, int Total) : Paper(Id) { public string Show() => $\"{Id} {Total} \"; }", "public record Paper([WasNamed(\"Id\")] int Number); public partial record Order(int Number, int Total) : Paper(Number) { public string Show() => $\"{Number} {Total} \"; }", Maps, "7 5 30"),
        Scenario.OfType("widen an enum", $"public enum Kind : byte {{ A = 5 }} public partial record Order(int Id, Kind Total) {Show}", $"public enum Kind {{ A = 5 }} public partial record Order(int Id, Kind Total) {Show}", Maps, "7 A 30", "new Order(7, Kind.A)"),
        Scenario.OfType("narrow an enum", $"public enum Kind {{ A = 5 }} public partial record Order(int Id, Kind Total) {Show}", $"public enum Kind : byte {{ A = 5 }} public partial record Order(int Id, Kind Total) {Show}", Incompatible, made: "new Order(7, Kind.A)"),
        Scenario.OfType("rename a type inside", "public record Line(int Id); public partial record Order(int Id, Line Total) { public string Show() => $\"{Total.Id} \"; }", "[WasNamed(\"Line\")] public record Row(int Id); public partial record Order(int Id, Row Total) { public string Show() => $\"{Total.Id} \"; }", Maps, "5 30", "new Order(7, new(5))"),

        Scenario.OfBody("change what comes after the cut", One, "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} and {sum} {held}\";", Identical, "7 and 8 80"),
        Scenario.OfBody("change the statement of the cut", One, "var sum = order.Total + count; var held = 1 + await Hold(sum); return $\"{order.Id} {sum} {held}\";", NeedsMigration),
        Scenario.OfBody("change the statement of the cut, and say so", One, "var sum = order.Total + count; var held = 1 + await Hold(sum); return $\"{order.Id} {sum} {held}\";", Maps, "7 8 81", "[WasCut(\"Fulfil/Hold\", \"Fulfil/Hold\")]"),
        Scenario.OfBody("move the cut", One, "var sum = order.Total + count; var held = 0; try { held = await Hold(sum); } finally { sum++; } return $\"{order.Id} {sum} {held}\";", Incompatible),
        Scenario.OfBody("move the cut, and say so", One, "var sum = order.Total + count; var held = 0; try { held = await Hold(sum); } finally { sum++; } return $\"{order.Id} {sum} {held}\";", Maps, "7 9 80", "[WasCut(\"Fulfil/Hold\", \"Fulfil/try/Hold\")]"),
        Scenario.OfBody("give the cut an equal sibling", One, "var sum = order.Total + count; var held = await Hold(sum); var more = await Hold(1); return $\"{order.Id} {sum} {held} {more}\";", Incompatible),
        Scenario.OfBody("give numbered cuts another sibling", Two, "var sum = await Hold(count); var more = await Hold(sum); more += await Hold(1); return $\"{order.Id} {sum} {more}\";", NeedsMigration),
        Scenario.OfBody("give numbered cuts another sibling, and say which is which", Two, "var first = await Hold(2); var sum = await Hold(count); var more = await Hold(sum); return $\"{order.Id} {sum} {more}\";", Maps, "7 30 300", "[WasCut(\"Fulfil/Hold#1\", \"Fulfil/Hold#2\"), WasCut(\"Fulfil/Hold#2\", \"Fulfil/Hold#3\")]"),
        Scenario.OfBody("split the method", One, "var sum = order.Total + count; return await Rest(order, sum);", Incompatible, more: "[Fragment] static async Task<string> Rest(Order order, int sum) { var held = await Hold(sum); return $\"{order.Id} {sum} {held}\"; }"),
        Scenario.OfBody("rename a variable without a word", One, "var total = order.Total + count; var held = await Hold(total); return $\"{order.Id} {total} {held}\";", NeedsMigration),
        Scenario.OfBody("rename a variable", One, "var total = order.Total + count; var held = await Hold(total); return $\"{order.Id} {total} {held}\";", Maps, "7 8 80", "[WasNamed(\"sum\", \"total\"), WasCut(\"Fulfil/Hold\", \"Fulfil/Hold\")]"),
        Scenario.OfBody("remove a variable", One, "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} {held}\";", Maps, "7 80"),
        Scenario.OfBody("use one variable more after the cut", One, "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} {sum} {held} {count}\";", NeedsMigration),
        Scenario.OfBody("use one variable more after the cut, with a migration", One, "var sum = order.Total + count; var held = await Hold(sum); return $\"{order.Id} {sum} {held} {count}\";", Maps, "7 8 80 3", more: "[Migrates(\"count\", Of = nameof(Fulfil))] static int Count(Order order, int sum) => sum - order.Total;"),
        Scenario.OfBody("widen a variable", "var sum = order.Total + count; var held = await Hold(3); return $\"{order.Id} {sum} {held}\";", "long sum = order.Total + count; var held = await Hold(3); return $\"{order.Id} {sum} {held}\";", Maps, "7 8 30"),

        Scenario.OfSignature("rename the method without a word", "Serve(Order order, int count)", Incompatible),
        Scenario.OfSignature("rename the method", "Serve(Order order, int count)", Maps, "7 5 8 80", "[WasNamed(\"Fulfil\")]"),
        Scenario.OfSignature("rename a parameter that is not live", "Fulfil(Order order, int amount)", Identical, "7 5 8 80"),
        Scenario.OfSignature("add a parameter without a word", "Fulfil(Order order, int count, int more)", Incompatible),
        Scenario.OfSignature("add a parameter", "Fulfil(Order order, int count, int more)", Maps, "7 5 8 80", "[WasNamed(\"SPACE.Orders.Fulfil(SPACE.Order,int)\")]"),
    ];
}

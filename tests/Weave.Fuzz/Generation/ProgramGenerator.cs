using Weave.Fuzz.Generation.Expressions;
using Weave.Fuzz.Generation.Statements;

namespace Weave.Fuzz.Generation;

/// <summary>
/// Writes one program: a few methods that call each other, and <c>Main</c> with the calls it is tried with. It ends, because each method entry and each loop
/// without a bound burns fuel; it is deterministic, because nothing in it asks for time, chance or threads.
/// </summary>
static class ProgramGenerator
{
    /// <summary>The program in a namespace of its own.</summary>
    public static string Write(ulong seed, Features features, string space)
    {
        var program = new ProgramPlan(new(seed), features);
        var dice = program.Dice;
        program.Methods.Add(Plan(program, "Main", isMain: true));
        for (var i = dice.Between(1, 3); i > 0; i--)
            program.Methods.Add(Plan(program, $"M{program.Methods.Count}", isMain: false));
        var text = new SourceText();
        text.Line("using Weave;").Line().Line($"namespace {space};").Line();
        text.Open("public static partial class Program");
        text.Line("static int fuel;").Line("static int total;").Line();
        text.Line($"public static void Reset() => (fuel, total) = ({dice.Between(15, 40)}, 1);").Line();
        text.Line("internal static bool Burn() => --fuel > 0;").Line();
        Calls(program, text);
        foreach (var method in program.Methods.Where(static m => !m.Instance))
            Method(program, method, text);
        text.Close();
        Machine(program, text);
        return text.ToString();
    }

    static MethodPlan Plan(ProgramPlan program, string name, bool isMain)
    {
        var dice = program.Dice;
        bool Is(string feature) => dice.Chance(program.Features[feature]);
        var parameters = Enumerable.Range(0, dice.Between(isMain ? 2 : 0, isMain ? 5 : 3)).Select(i => program.Draw(isMain || dice.Chance(60) ? Ty.Travelling : Ty.Values)).ToList();
        if (isMain || dice.Chance(50))
            parameters.Insert(0, Ty.Int);
        var isAsync = Is("async-method");
        return new()
        {
            Name = name,
            Fragment = isMain || !Is("plain-method"),
            Async = isAsync,
            Instance = !isMain && Is("instance-method"),
            Parameters = [.. parameters.Select(static (t, i) => (t, $"p{i}"))],
            Result = !isMain && dice.Chance(15) ? null : program.Draw(isMain || dice.Chance(40) ? Ty.Travelling : Ty.Values),
        };
    }

    /// <summary>The arguments that <c>Main</c> is tried with; objects may be given twice.</summary>
    static void Calls(ProgramPlan program, SourceText text)
    {
        var dice = program.Dice;
        var main = program.Methods[0];
        text.Open("public static IEnumerable<object?[]> Calls()");
        for (var row = 0; row < 2; row++)
        {
            var arguments = new List<string>();
            var given = new List<(Ty Type, string Name)>();
            foreach (var (type, name) in main.Parameters)
            {
                var known = given.Where(g => g.Type == type && Ty.Shared.Contains(type)).ToList();
                if (known.Count > 0 && dice.Chance(60))
                {
                    arguments.Add(dice.Pick(known).Name);
                    continue;
                }
                var local = $"{name}_{row}";
                text.Line($"{type} {local} = {Constant.Of(type, dice)};");
                if (type == Ty.Node && dice.Chance(40))
                    text.Line($"{local}.Next = {(given.FirstOrDefault(static g => g.Type == Ty.Node) is { Name: { } other } ? other : local)};");
                given.Add((type, local));
                arguments.Add(local);
            }
            text.Line($"yield return [{string.Join(", ", arguments)}];");
        }
        text.Close().Line();
    }

    static void Machine(ProgramPlan program, SourceText text)
    {
        text.Line().Open("public sealed partial class Machine");
        text.Line("public int State = 3;").Line("public Node Root = new();").Line("public List<int> Seen = [1, 2];").Line();
        foreach (var method in program.Methods.Where(static m => m.Instance))
            Method(program, method, text);
        text.Line("public override string ToString() => $\"[{State} {Root} {string.Join(\",\", Seen)}]\";");
        text.Close();
    }

    static void Method(ProgramPlan program, MethodPlan method, SourceText text)
    {
        var dice = program.Dice;
        program.Budget = dice.Between(4, 14);
        var scope = new Scope(null);
        foreach (var (type, name) in method.Parameters)
            scope.Add(new(name, type, Writable: true));
        if (method.Instance)
        {
            scope.Add(new("State", Ty.Int, Writable: true));
            scope.Add(new("Root", Ty.Node, Writable: true));
            scope.Add(new("Seen", Ty.List, Writable: true));
        }
        else
        {
            scope.Add(new("total", Ty.Int, Writable: true));
        }
        var place = new Place(program, method, scope);
        var marks = method.Name == "Main" ? "[Fragment, Cases(nameof(Calls))]" : method.Fragment ? "[Fragment]" : null;
        if (marks is not null)
            text.Line(marks);
        text.Open(Header(method));
        if (method.Name != "Main")
            text.Line($"if (!Program.Burn()) {(method.Result is { } result ? $"return {Constant.Of(result, dice)};" : "return;")}");
        Block.Fill(place, text, dice.Between(3, 7));
        if (method.Result is { } type2)
        {
            foreach (var variable in place.Scope.All.Where(static v => v.Type.Element is null && !v.Type.Name.Contains('<', StringComparison.Ordinal)).Take(4))
                text.Line($"Log.Add($\"{variable.Name} {{{variable.Name}}}\");");
            text.Line($"return {Expression.Of(type2, place, 2)};");
        }
        text.Close().Line();
    }

    static string Header(MethodPlan method)
    {
        var result = method.Result?.Name ?? "void";
        if (method.Async)
            result = method.Result is null ? "async Task" : $"async Task<{result}>";
        var parameters = string.Join(", ", method.Parameters.Select(static p => $"{p.Type} {p.Name}"));
        return $"public {(method.Instance ? "" : "static ")}{result} {method.Name}({parameters})";
    }
}

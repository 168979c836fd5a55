using Weave.Fuzz.Generation.Expressions;

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
        program.Methods.Add(MethodPlanner.Entry(program));
        for (var i = dice.Between(1, 3); i > 0; i--)
            program.Methods.Add(MethodPlanner.Other(program));
        var text = new SourceText();
        text.Line("using Weave;").Line().Line($"namespace {space};").Line();
        text.Open("public static partial class Program");
        text.Line("static int fuel;").Line("static int total;").Line();
        text.Line($"public static void Reset() => (fuel, total) = ({dice.Between(15, 40)}, 1);").Line();
        text.Line("internal static bool Burn() => --fuel > 0;").Line();
        Calls(program, text);
        foreach (var method in program.Of(Home.Program))
            MethodText.Write(program, method, text);
        text.Close();
        TypeText.Write(program, text);
        return text.ToString();
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
                var known = given.Where(g => g.Type == type && type.IsShared).ToList();
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
}

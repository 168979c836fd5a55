namespace Weave.Fuzz.Generation;

/// <summary>Decides what a method is.</summary>
static class MethodPlanner
{
    public static MethodPlan Entry(ProgramPlan program) => new()
    {
        Name = "Main",
        Fragment = true,
        Async = program.Is("async-method"),
        Parameters = Named([Ty.Int, .. program.Several(2, 5, () => program.Draw(Ty.Travelling))]),
        Result = program.Draw(Ty.Travelling),
    };

    public static MethodPlan Other(ProgramPlan program)
    {
        var dice = program.Dice;
        var name = $"M{program.Methods.Count}";
        if (program.Is("recursive-method"))
            return Recursive(program, name);
        var home = program.Is("instance-method") ? Home.Machine : program.Is("virtual-method") ? Home.Shape : program.Is("struct-method") ? Home.Gauge
            : program.Is("extension-method") ? Home.Extensions : program.Is("generic-type") ? Home.Box : Home.Program;
        var generic = home == Home.Program && program.Is("generic-method");
        var types = program.Several(0, 3, () => program.Draw(dice.Chance(60) ? Ty.Travelling : Ty.Values)).ToList();
        if (dice.Chance(50))
            types.Insert(0, Ty.Int);
        if (generic || home == Home.Box)
        {
            types.Insert(0, Ty.T);
            if (dice.Chance(40))
                types.Add(Ty.Ts);
        }
        if (home == Home.Extensions)
            types.Insert(0, dice.Pick(Ty.Receivers));
        var isAsync = program.Is("async-method");
        return new()
        {
            Name = name,
            // What waits has to be marked: a plain method would be refused at its first wait.
            Fragment = home == Home.Shape || isAsync || !program.Is("plain-method"),
            Async = isAsync,
            ValueTask = isAsync && dice.Chance(40),
            Home = home,
            Generic = generic,
            Constraint = generic ? dice.Pick("", "", "class", "struct", "notnull") : "",
            InInterface = dice.Chance(50),
            Abstract = dice.Chance(30),
            Parameters = Named(types),
            Result = dice.Chance(15) ? null : (generic || home == Home.Box) && dice.Chance(50) ? Ty.T : program.Draw(dice.Chance(40) ? Ty.Travelling : Ty.Values),
        };
    }

    static MethodPlan Recursive(ProgramPlan program, string name)
    {
        var isAsync = program.Is("async-method");
        return new()
        {
            Name = name,
            Fragment = true,
            Async = isAsync,
            ValueTask = isAsync && program.Dice.Chance(40),
            Recursive = true,
            Parameters = Named([Ty.Int, .. program.Several(0, 2, () => program.Draw(Ty.Travelling))]),
            Result = program.Dice.Pick(Ty.Int, Ty.Int, Ty.Long, Ty.Text, Ty.Node, Ty.List),
        };
    }

    static IReadOnlyList<(Ty, string)> Named(IEnumerable<Ty> types) => [.. types.Select(static (t, i) => (t, $"p{i}"))];
}

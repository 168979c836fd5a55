namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Calls of the program's own methods, itself too.</summary>
sealed class MethodCalls : ExpressionMaker
{
    public override string Feature => "method";

    public override bool Gives(Ty type, Place at) => Find(type, at).Count > 0;

    public override string Make(Ty type, Place at, int depth) => Call(at.Dice.Pick(Find(type, at)), at, depth);

    /// <summary>Methods with this result that may be called here: a fragment function only where a cut may stand, an async one only where one can await.</summary>
    public static List<MethodPlan> Find(Ty? type, Place at) =>
        [.. at.Program.Methods.Where(m => m.Name != "Main" && m.Result == type && (at.Cuts || !(m.Fragment || m.Async)) && (!m.Async || at.Async))];

    public static string Call(MethodPlan method, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        var machine = at.Any(Ty.Machine);
        var receiver = !method.Instance ? at.Method.Instance ? "Program." : ""
            : at.Method.Instance && at.Dice.Chance(60) ? at.Dice.Pick("", "this.") : machine is not null ? $"{machine}." : "new Machine().";
        var arguments = method.Parameters.Select(p => Expression.Of(p.Type, inside, depth - 1)).ToList();
        if (arguments.Count > 1 && at.Dice.Chance(10))
            arguments = [.. arguments.Zip(method.Parameters, static (a, p) => $"{p.Name}: {a}").Reverse()];
        var call = $"{receiver}{method.Name}({string.Join(", ", arguments)})";
        return method.Async ? $"(await {call})" : call;
    }
}

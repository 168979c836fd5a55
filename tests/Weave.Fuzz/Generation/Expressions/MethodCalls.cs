namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Calls of the program's own methods, itself too.</summary>
sealed class MethodCalls : ExpressionMaker
{
    public override string Feature => "method";

    public override bool Gives(Ty type, Place at) => Find(type, at).Count > 0;

    public override string Make(Ty type, Place at, int depth) => Call(at.Dice.Pick(Find(type, at)), type, at, depth);

    /// <summary>Methods with this result that may be called here: a fragment function only where a cut may stand, an async one only where one can await.</summary>
    public static List<MethodPlan> Find(Ty? type, Place at) =>
        [.. at.Program.Methods.Where(m => m.Name != "Main" && Fits(m, type, at) && (at.Cuts || !(m.Fragment || m.Async)) && (!m.Async || at.Async))];

    /// <summary>The call.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="wanted">The type it has to give; null for nothing.</param>
    /// <param name="at">Where.</param>
    /// <param name="depth">How deep its arguments may be.</param>
    public static string Call(MethodPlan method, Ty? wanted, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        var bound = !method.HasT ? null : method.Result == Ty.T ? wanted : method == at.Method ? Ty.T : at.Dice.Pick(method.Bindings);
        var arguments = method.Parameters.Select((p, i) => method.Recursive && i == 0 ? $"Zoo.At({Expression.Of(Ty.Int, inside, depth - 1)}, 9)" : Argument(p.Type, bound, inside, depth - 1)).ToList();
        var receiver = method.Home switch
        {
            Home.Program => at.Method.Home == Home.Program ? "" : "Program.",
            Home.Extensions => at.Dice.Chance(70) ? null : "Extensions.",
            _ => Receiver(method, bound, inside, depth),
        };
        if (receiver is null)
            (receiver, arguments) = ($"({arguments[0]}).", [.. arguments.Skip(1)]);
        else if (arguments.Count > 1 && at.Dice.Chance(10))
            arguments = [.. arguments.Zip(method.Parameters, static (a, p) => $"{p.Name}: {a}").Reverse()];
        var call = $"{receiver}{method.Name}{(method.Generic ? $"<{bound}>" : "")}({string.Join(", ", arguments)})";
        return method.Async ? $"(await {call})" : call;
    }

    static bool Fits(MethodPlan method, Ty? type, Place at)
    {
        if (method.Result != Ty.T)
            return method.Result == type;
        return type == Ty.T ? method == at.Method || (method.Constraint.Length == 0 && at.Method.HasT) : type is not null && method.Bindings.Contains(type);
    }

    static string Receiver(MethodPlan method, Ty? bound, Place at, int depth)
    {
        if (at.Method.Home == method.Home && (bound is null || bound == Ty.T) && !(at.Nested && method.Home == Home.Gauge) && at.Dice.Chance(60))
            return at.Dice.Pick("", "this.");
        return method.Home switch
        {
            Home.Machine => $"{at.Any(Ty.Machine) ?? "new Machine()"}.",
            Home.Gauge => $"{at.Any(Ty.Gauge) ?? $"new Gauge({Expression.Of(Ty.Int, at, depth - 1)}, {Expression.Of(Ty.List, at, depth - 1)})"}.",
            Home.Box => $"new Box<{bound}> {{ Item = {Expression.Of(bound!, at.In("cuts-in-initializer"), depth - 1)} }}.",
            _ => method.InInterface && at.Dice.Chance(30) ? $"((IShape){Shape(at)})." : $"{Shape(at)}.",
        };
    }

    static string Shape(Place at) => at.Any(Ty.Shape) ?? at.Dice.Pick("new Square()", "new Cube()");

    /// <summary>A value of a parameter's type, with what <c>T</c> is bound to in the place of <c>T</c>.</summary>
    static string Argument(Ty type, Ty? bound, Place at, int depth)
    {
        if (type == Ty.T)
            return Expression.Of(bound!, at, depth);
        if (type != Ty.Ts || bound == Ty.T)
            return Expression.Of(type, at, depth);
        return bound == Ty.Int ? Expression.Of(Ty.List, at, depth) : bound == Ty.Node ? Expression.Of(Ty.Nodes, at, depth)
            : $"new List<{bound}> {{ {Expression.Of(bound!, at.In("cuts-in-initializer"), depth)}, {Expression.Of(bound!, at.In("cuts-in-initializer"), depth)} }}";
    }
}

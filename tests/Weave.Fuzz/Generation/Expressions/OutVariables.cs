namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Variables declared and set by a call inside an expression.</summary>
sealed class OutVariables : ExpressionMaker
{
    public override string Feature => "out";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Bool;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-out");
        var name = at.Method.Fresh("v");
        if (type == Ty.Bool)
            return $"(Zoo.Half({Expression.Of(Ty.Int, inside, depth)}, out var {name}) && {name} > {Expression.Of(Ty.Int, inside, depth)})";
        return at.Dice.Chance(50) && at.Any(Ty.Int, writable: true) is { } target && !target.Contains("total", StringComparison.Ordinal)
            ? $"(Zoo.Half({Expression.Of(Ty.Int, inside with { Cuts = false }, depth)}, out {target}) ? {target} : {Expression.Of(Ty.Int, inside, depth)})"
            : $"(Zoo.Half({Expression.Of(Ty.Int, inside, depth)}, out var {name}) ? {name} : {name} * {Expression.Of(Ty.Int, inside, depth)})";
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>A call that can be stopped inside.</summary>
sealed class Cutting : ExpressionMaker
{
    public override string Feature => "cut";

    public override bool Gives(Ty type, Place at) => at.Cuts && (type == Ty.Int || type == Ty.Long || type == Ty.Bool || type == Ty.Text || type == Ty.MaybeText);

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        var operand = Expression.Of(type == Ty.MaybeText ? Ty.MaybeText : type, inside, depth - 1);
        if (type == Ty.Int && at.Async && at.Dice.Chance(40))
            return $"(await Stop.IntAsync({operand}))";
        if (type == Ty.Int && at.Dice.Chance(6))
            return $"Stop.Fail({operand}, {Expression.Of(Ty.Bool, at with { Cuts = false }, 1)}, {Expression.Of(Ty.Bool, at with { Cuts = false }, 1)})";
        return type.Name switch
        {
            "int" => $"Stop.Int({operand})",
            "long" => $"Stop.Long({operand})",
            "bool" => $"Stop.Bool({operand})",
            "string" => $"Stop.Text({operand})",
            _ => $"Stop.Maybe({operand})",
        };
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Operators that leave out their right side, and those that do not.</summary>
sealed class Logic : ExpressionMaker
{
    public override string Feature => "logic";

    public override bool Gives(Ty type, Place at) => type == Ty.Bool;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-logic");
        return at.Dice.Chance(15) ? $"(!{Expression.Of(Ty.Bool, inside, depth)})"
            : $"({Expression.Of(Ty.Bool, inside, depth)} {at.Dice.Pick("&&", "||", "&&", "||", "&", "|", "^")} {Expression.Of(Ty.Bool, inside, depth)})";
    }
}

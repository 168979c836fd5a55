namespace Weave.Fuzz.Generation.Expressions;

/// <summary><c>is</c> with patterns, and the variables they declare.</summary>
sealed class Patterns : ExpressionMaker
{
    public override string Feature => "pattern";

    public override bool Gives(Ty type, Place at) => type == Ty.Bool || type == Ty.Int;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-pattern");
        var name = at.Method.Fresh("v");
        if (type == Ty.Bool)
        {
            return at.Dice.Below(4) switch
            {
                0 => $"({Expression.Of(Ty.Int, inside, depth)} is > 2 and not 5)",
                1 => $"({Expression.Of(Ty.MaybeText, inside, depth)} is {{ Length: var {name} }} && {name} > {Expression.Of(Ty.Int, inside, depth)})",
                2 => $"({Expression.Of(Ty.Tuple, inside, depth)} is ({{ }} and > 1, var {name}) && {name}.Length > 1)",
                _ => $"({Expression.Of(Ty.Node, inside, depth)} is not Leaf)",
            };
        }
        return at.Dice.Below(3) switch
        {
            0 => $"({Expression.Of(Ty.Object, inside, depth)} is int {name} ? {name} + {Expression.Of(Ty.Int, inside, depth)} : {Expression.Of(Ty.Int, inside, depth)})",
            1 => $"({Expression.Of(Ty.Node, inside, depth)} is {{ Value: > 1 and var {name} }} ? {name} : {Expression.Of(Ty.Int, inside, depth)})",
            _ => $"({Expression.Of(Ty.MaybeInt, inside, depth)} is {{ }} {name} ? {name} : {Expression.Of(Ty.Int, inside, depth)})",
        };
    }
}

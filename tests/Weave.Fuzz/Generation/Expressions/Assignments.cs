namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Assignments and counting inside an expression.</summary>
sealed class Assignments : ExpressionMaker
{
    public override string Feature => "assignment";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Long || type == Ty.Text || type == Ty.Byte || type == Ty.Bool || type == Ty.Node || type == Ty.Pair || type == Ty.T || type == Ty.Array;

    public override string? Make(Ty type, Place at, int depth)
    {
        if (Target.Of(type, at, depth - 1) is not { } target)
            return null;
        if (type.Counts && at.Dice.Chance(40))
            return at.Dice.Pick($"{target}++", $"{target}--", $"(++{target})", $"(--{target})");
        return $"({Assignment(type, target, at, depth)})";
    }

    /// <summary><c>target = e</c> or <c>target op= e</c>.</summary>
    public static string Assignment(Ty type, string target, Place at, int depth)
    {
        var value = Expression.Of(type, at, depth);
        if (type.Counts && at.Dice.Chance(55))
            return at.Dice.Chance(15) ? $"{target} {at.Dice.Pick("<<=", ">>=")} ({Expression.Of(Ty.Int, at, depth)} & 3)" : $"{target} {at.Dice.Pick("+=", "-=", "*=", "^=", "|=", "&=")} {value}";
        if (type == Ty.Bool && at.Dice.Chance(40))
            return $"{target} {at.Dice.Pick("&=", "|=", "^=")} {value}";
        if (type == Ty.Text)
            return $"{target} = Zoo.Cap({value})";
        return $"{target} = {value}";
    }
}

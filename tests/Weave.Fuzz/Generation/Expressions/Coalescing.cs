namespace Weave.Fuzz.Generation.Expressions;

/// <summary><c>??</c>, <c>??=</c> and <c>?.</c>: what stands behind them is evaluated only sometimes.</summary>
sealed class Coalescing : ExpressionMaker
{
    public override string Feature => "coalesce";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Text || type == Ty.Node || type == Ty.MaybeInt;

    public override string? Make(Ty type, Place at, int depth)
    {
        var right = at.In("cuts-in-coalesce");
        var access = at.In("cuts-in-conditional-access");
        if (type == Ty.Node)
            return at.Any(Ty.Node) is { } node ? at.Dice.Pick($"({node}.Next ?? {Expression.Of(Ty.Node, right, depth)})", $"({node}.Next ??= {Expression.Of(Ty.Node, right, depth)})") : null;
        if (type == Ty.Text)
            return $"({Expression.Of(Ty.MaybeText, right, depth)} ?? {Expression.Of(Ty.Text, right, depth)})";
        if (type == Ty.MaybeInt)
        {
            return at.Any(Ty.Node) is { } owner
                ? at.Dice.Pick($"{owner}.Next?.Value", $"{owner}.Next?.Next?[{Expression.Of(Ty.Int, access, depth)}]", $"{owner}.Next?.Weight({Expression.Of(Ty.Int, access, depth)})")
                : $"({Expression.Of(Ty.MaybeText, right, depth)})?.Length";
        }
        if (at.Dice.Chance(30) && at.Any(Ty.MaybeInt, writable: true) is { } maybe)
            return $"({maybe} ??= {Expression.Of(Ty.Int, right, depth)})";
        return $"({Expression.Of(Ty.MaybeInt, right, depth)} ?? {Expression.Of(Ty.Int, right, depth)})";
    }
}

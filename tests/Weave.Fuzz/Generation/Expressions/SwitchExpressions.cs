namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Switch expressions with patterns and guards.</summary>
sealed class SwitchExpressions : ExpressionMaker
{
    public override string Feature => "switch-expression";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Text || type == Ty.Bool || type == Ty.Node;

    public override string Make(Ty type, Place at, int depth)
    {
        var arm = at.In("cuts-in-switch-arm");
        var guard = at.In("cuts-in-guard");
        var (subject, patterns) = Subject(at, depth);
        var arms = patterns.Select(p => $"{p}{(at.Dice.Chance(20) ? $" when {Expression.Of(Ty.Bool, guard, 1)}" : "")} => {Expression.Of(type, arm, depth)}");
        return $"({subject} switch {{ {string.Join(", ", arms)}, _ => {Expression.Of(type, arm, depth)} }})";
    }

    /// <summary>Something to look at, and patterns for it.</summary>
    public static (string Subject, IReadOnlyList<string> Patterns) Subject(Place at, int depth)
    {
        var name = at.Method.Fresh("v");
        var (type, patterns) = at.Dice.Below(6) switch
        {
            0 => (Ty.Text, (string[])["\"a\"", $"{{ Length: > 2 }} {name}", "['x', ..]", "null"]),
            1 => (Ty.MaybeInt, ["null", $"> 3 and var {name}", "1 or 2"]),
            2 => (Ty.Node, [$"Leaf {{ Value: > 1 }} {name}", "{ Next: not null }", "{ Value: 0 or 1 }"]),
            3 => (Ty.Object, [$"int {name}", "string { Length: 4 }", "Pair(1, _) or bool"]),
            4 => (Ty.Color, ["Color.Red", "Color.Blue", $"var {name} and > Color.Green"]),
            _ => (Ty.Int, ["1", "> 2 and < 6", "< 0 or 8", $"var {name} and not 7"]),
        };
        if (type == Ty.Object)
            patterns = [patterns[0], patterns[1], "Pair { A: 1 } or bool"];
        var count = at.Dice.Between(1, patterns.Length);
        return ($"({Expression.Of(type, at, depth)})", type == Ty.Node && count == 0 ? [patterns[1]] : [.. patterns.Take(count)]);
    }
}

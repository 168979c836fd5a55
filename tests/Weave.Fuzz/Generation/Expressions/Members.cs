namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Fields, properties, indexers and methods of objects and structs.</summary>
sealed class Members : ExpressionMaker
{
    public override string Feature => "member";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Text || type == Ty.Node || type == Ty.List;

    public override string? Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        if (type == Ty.Text)
            return at.Any(Ty.Card) is { } suit ? $"{suit}.Suit" : at.AnyOf(static v => v.Type == Ty.Node || v.Type == Ty.Pair || v.Type == Ty.Machine || v.Type == Ty.Shape || v.Type == Ty.Gauge) is { } shown ? $"{shown.Name}.ToString()" : null;
        if (type == Ty.Node)
            return at.Any(Ty.Machine) is { } machine ? $"{machine}.Root" : at.Any(Ty.Node) is { } next ? $"({next}.Next ?? {next})" : null;
        if (type == Ty.List)
            return at.Any(Ty.Node) is { } items ? $"{items}.Items" : null;
        var variable = at.AnyOf(static v => v.Type == Ty.Node || v.Type == Ty.Pair || v.Type == Ty.Card || v.Type == Ty.Tuple || v.Type == Ty.Machine || v.Type == Ty.Shape || v.Type == Ty.Gauge);
        var name = variable?.Name;
        return variable?.Type.Name switch
        {
            "Node" => at.Dice.Below(5) switch
            {
                0 => $"{name}.Score",
                1 => $"{name}[{Expression.Of(Ty.Int, inside, depth)}]",
                2 => $"{name}.Say(\"member\").Value",
                _ => $"{name}.Value",
            },
            "Pair" => variable.Writable && at.Dice.Chance(40) ? $"{name}.Grow({Expression.Of(Ty.Int, inside, depth)})" : at.Dice.Pick($"{name}.A", $"{name}.B", $"{name}.Sum"),
            "Card" => at.Dice.Pick($"{name}.Rank", $"{name}.Bonus"),
            "(int A, string B)" => $"{name}.A",
            "Machine" or "Shape" => $"{name}.State",
            "Gauge" => $"{name}.Level",
            _ => null,
        };
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Interpolated strings: holes are evaluated and formatted one after another.</summary>
sealed class Interpolations : ExpressionMaker
{
    public override string Feature => "interpolation";

    public override bool Gives(Ty type, Place at) => type == Ty.Text;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-interpolation");
        string Hole() => at.Dice.Below(4) switch
        {
            0 => $"{{({Expression.Of(Ty.Int, inside, depth)}),4}}",
            1 => $"{{({Expression.Of(Ty.Text, inside, depth)})}}",
            2 => $"{{({Expression.Of(Ty.Pair, inside, depth)})}}",
            _ => $"{{({Expression.Of(Ty.Int, inside, depth)}):00}}",
        };
        return $"Zoo.Cap($\"{Hole()}_{Hole()}\")";
    }
}

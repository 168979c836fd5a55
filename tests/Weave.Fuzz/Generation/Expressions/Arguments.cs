namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Named, optional and params arguments.</summary>
sealed class Arguments : ExpressionMaker
{
    public override string Feature => "arguments";

    public override bool Gives(Ty type, Place at) => type == Ty.Int;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        string Argument() => Expression.Of(Ty.Int, inside, depth);
        return at.Dice.Below(4) switch
        {
            0 => $"Zoo.Mix(b: {Argument()}, a: {Argument()})",
            1 => $"Zoo.Mix({Argument()})",
            2 => $"Zoo.Mix({Argument()}, {Argument()}, {Argument()}, {Argument()})",
            _ => $"Zoo.Mix({Argument()}, rest: [{Expression.Of(Ty.Int, at.In("cuts-in-collection"), depth)}])",
        };
    }
}

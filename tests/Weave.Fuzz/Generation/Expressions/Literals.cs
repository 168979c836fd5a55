namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Constants.</summary>
sealed class Literals : ExpressionMaker
{
    public override string Feature => "literal";

    public override bool Gives(Ty type, Place at) => true;

    public override string Make(Ty type, Place at, int depth) => Constant.Of(type, at.Dice);
}

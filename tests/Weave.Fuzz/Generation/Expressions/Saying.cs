namespace Weave.Fuzz.Generation.Expressions;

/// <summary>An effect in the middle of an expression.</summary>
sealed class Saying : ExpressionMaker
{
    public override string Feature => "say";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Long || type == Ty.Bool || type == Ty.Text || type == Ty.Color || type == Ty.Pair || type == Ty.T;

    public override string Make(Ty type, Place at, int depth) => $"Log.Say({Expression.Of(type, at.In("cuts-in-argument"), depth)})";
}

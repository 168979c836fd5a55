namespace Weave.Fuzz.Generation.Expressions;

/// <summary><c>c ? a : b</c>: one of two is evaluated.</summary>
sealed class Choices : ExpressionMaker
{
    public override string Feature => "choice";

    public override bool Gives(Ty type, Place at) => true;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-choice");
        return $"({Expression.Of(Ty.Bool, inside, depth)} ? {Expression.Of(type, inside, depth)} : {Expression.Of(type, inside, depth)})";
    }
}

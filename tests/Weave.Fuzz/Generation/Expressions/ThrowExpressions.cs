namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Branches that throw.</summary>
sealed class ThrowExpressions : ExpressionMaker
{
    public override string Feature => "throw-expression";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Text || type == Ty.Node;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-throw-expression");
        return $"({Expression.Of(Ty.Bool, inside, depth)} ? {Expression.Of(type, inside, depth)} : throw new InvalidOperationException(\"thrown\"))";
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Variables in scope.</summary>
sealed class Variables : ExpressionMaker
{
    public override string Feature => "variable";

    public override bool Gives(Ty type, Place at) => true;

    public override string? Make(Ty type, Place at, int depth) => at.Any(type);
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Awaits of tasks that Weave does not own.</summary>
sealed class Awaits : ExpressionMaker
{
    public override string Feature => "await";

    public override bool Gives(Ty type, Place at) => at.Async && at.Cuts && (type == Ty.Int || type == Ty.Text || type == Ty.Node);

    public override string Make(Ty type, Place at, int depth)
    {
        var operand = Expression.Of(type, at.In("cuts-in-argument"), depth);
        return at.Dice.Chance(70) ? $"(await Task.FromResult({operand}))" : $"(await new ValueTask<{type}>({operand}))";
    }
}

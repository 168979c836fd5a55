namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Awaits of tasks that Weave does not own.</summary>
sealed class Awaits : ExpressionMaker
{
    public override string Feature => "await";

    public override bool Gives(Ty type, Place at) => at.Async && at.Cuts && (type == Ty.Int || type == Ty.Text || type == Ty.Node);

    public override string Make(Ty type, Place at, int depth)
    {
        var operand = Expression.Of(type, at.In("cuts-in-argument"), depth);
        if (type == Ty.Int && at.Dice.Chance(30))
        {
            // Tasks that are nobody's await yet: they cannot live across a cut.
            var other = Expression.Of(Ty.Int, at with { Cuts = false }, depth);
            return at.Dice.Pick(
                $"(await Task.WhenAll(Task.FromResult({operand}), Task.FromResult({other})))[{at.Dice.Below(2)}]",
                $"(await await Task.WhenAny(Task.FromResult({operand}), Task.FromResult({other})))",
                $"((await Task.WhenAll(new[] {{ 1, 2 }}.Select(async one => one + await Task.FromResult(one)))).Sum() + {other})");
        }
        return at.Dice.Chance(70) ? $"(await Task.FromResult({operand}))" : $"(await new ValueTask<{type}>({operand}))";
    }
}

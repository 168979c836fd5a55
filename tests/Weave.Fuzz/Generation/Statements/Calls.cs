using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Calls whose result is not used.</summary>
sealed class Calls : StatementMaker
{
    public override string Feature => "call";

    public override bool Fits(Place at) => at.Cuts;

    public override void Write(Place at, SourceText text)
    {
        var none = MethodCalls.Find(null, at);
        if (none.Count > 0 && at.Dice.Chance(70))
        {
            var call = MethodCalls.Call(at.Dice.Pick(none), null, at, 2);
            text.Line($"{(call.StartsWith("(await", StringComparison.Ordinal) ? call[1..^1] : call)};");
        }
        else if (at.Async && at.Dice.Chance(40))
        {
            text.Line($"await Stop.VoidAsync({Expression.Of(Ty.Text, at, 2)});");
        }
        else
        {
            text.Line(at.Dice.Chance(30) ? $"_ = {Expression.Of(Ty.Int, at, 2)};" : $"Stop.Void({Expression.Of(Ty.Text, at, 2)});");
        }
    }
}

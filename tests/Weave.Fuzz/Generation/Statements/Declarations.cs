using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A local with a value.</summary>
sealed class Declarations : StatementMaker
{
    public override string Feature => "declare";

    public override void Write(Place at, SourceText text)
    {
        var type = at.Method.HasT && at.Dice.Chance(20) ? at.Dice.Pick(Ty.T, Ty.Ts) : at.Dice.Chance(10) ? at.Dice.Pick(Objects(at)) : at.Draw(Ty.Travelling);
        var value = Expression.Of(type, at, 3);
        var name = at.Declare(type);
        text.Line($"{type} {name} = {Block.Bare(value)};");
    }

    /// <summary>Types that methods belong to, as far as the program has them.</summary>
    static List<Ty> Objects(Place at) =>
        [Ty.Object, Ty.Machine, .. at.Program.Of(Home.Shape).Count > 0 ? [Ty.Shape, Ty.Shape] : Array.Empty<Ty>(), .. at.Program.Of(Home.Gauge).Count > 0 ? [Ty.Gauge] : Array.Empty<Ty>()];
}

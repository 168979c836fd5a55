using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A local with a value.</summary>
sealed class Declarations : StatementMaker
{
    public override string Feature => "declare";

    public override void Write(Place at, SourceText text)
    {
        var type = at.Dice.Chance(8) ? at.Dice.Pick(Ty.Object, Ty.Machine) : at.Draw(Ty.Travelling);
        var value = Expression.Of(type, at, 3);
        var name = at.Declare(type);
        text.Line($"{type} {name} = {Block.Bare(value)};");
    }
}

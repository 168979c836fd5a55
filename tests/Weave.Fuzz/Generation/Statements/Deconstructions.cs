using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Deconstruction into new variables and into places.</summary>
sealed class Deconstructions : StatementMaker
{
    public override string Feature => "deconstruct";

    public override void Write(Place at, SourceText text)
    {
        var inside = at.In("cuts-in-deconstruction");
        switch (at.Dice.Below(4))
        {
            case 0 when Target.Of(Ty.Int, inside, 1) is { } left && Target.Of(Ty.Int, inside, 1) is { } right:
                text.Line($"({left}, {right}) = ({Expression.Of(Ty.Int, inside, 2)}, {Expression.Of(Ty.Int, inside, 2)});");
                break;
            case 1:
                var source = Expression.Of(Ty.Tuple, inside, 2);
                text.Line($"var ({at.Declare(Ty.Int)}, {at.Declare(Ty.Text)}) = {source};");
                break;
            case 2 when at.Any(Ty.Card) is { } card:
                text.Line($"var ({at.Declare(Ty.Int)}, _) = {card};");
                break;
            default:
                var (one, two) = (Expression.Of(Ty.Int, inside, 2), Expression.Of(Ty.Bool, inside, 2));
                text.Line($"var ({at.Declare(Ty.Int)}, {at.Declare(Ty.Bool)}) = ({one}, {two});");
                break;
        }
    }
}

using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A second name for the same object, and a question whether two names are one.</summary>
sealed class Aliases : StatementMaker
{
    public override string Feature => "alias";

    public override void Write(Place at, SourceText text)
    {
        if (at.AnyOf(static v => v.Type.IsShared) is not { } variable)
            return;
        var others = at.Scope.Of(variable.Type);
        if (at.Dice.Chance(40) && others.Count > 1)
        {
            text.Line($"Log.Add(ReferenceEquals({variable.Name}, {at.Dice.Pick(others).Name}));");
        }
        else if (at.Dice.Chance(50) && variable.Type == Ty.Node)
        {
            text.Line($"{variable.Name}.Next = {at.Dice.Pick(others).Name};");
        }
        else
        {
            var name = at.Declare(variable.Type);
            text.Line($"{variable.Type} {name} = {variable.Name};");
            if (at.Dice.Chance(40))
                text.Line($"Log.Add({Expression.Of(Ty.Int, at, 2)});");
        }
    }
}

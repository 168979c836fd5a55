using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Shows what a variable holds.</summary>
sealed class Logs : StatementMaker
{
    public override string Feature => "log";

    public override void Write(Place at, SourceText text)
    {
        if (at.AnyOf(static v => v.Type != Ty.Nodes && v.Type != Ty.Heap) is not { } variable || at.Dice.Chance(30))
            text.Line($"Log.Add({Expression.Of(at.Dice.Pick(Ty.Int, Ty.Text), at, 2)});");
        else if (variable.Type.Element is not null || variable.Type == Ty.Map || variable.Type == Ty.Sorted)
            text.Line($"Log.Add(string.Join(\" \", {variable.Name}));");
        else
            text.Line($"Log.Add($\"{variable.Name} {{{variable.Name}}}\");");
    }
}

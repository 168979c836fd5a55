using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>An iterator that is called plainly: its effects come when it is asked.</summary>
sealed class Iterators : StatementMaker
{
    public override string Feature => "iterator";

    public override void Write(Place at, SourceText text)
    {
        var plain = at with { Cuts = false };
        var each = at.Method.Fresh("each");
        var walk = $"Zoo.Walk({Expression.Of(Ty.Int, plain, 1)})";
        if (at.Dice.Chance(50))
        {
            text.Line($"List<int> {at.Declare(Ty.List)} = {walk}.ToList();");
            return;
        }
        text.Open($"foreach (var {each} in {walk})");
        text.Line($"if ({each} > {Expression.Of(Ty.Int, plain, 1)}) break;");
        text.Line($"Log.Add({each});");
        text.Close();
    }
}

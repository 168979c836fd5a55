using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A delegate that lives between two cuts, and variables it shares with the method.</summary>
sealed class Closures : StatementMaker
{
    public override string Feature => "closure";

    public override void Write(Place at, SourceText text)
    {
        var function = at.Function();
        var (action, item) = (at.Method.Fresh("f"), at.Method.Fresh("v"));
        text.Open();
        if (at.Dice.Chance(50) && at.AnyOf(static v => v.Type.Element == Ty.Int && v.Type != Ty.Linked) is { } sequence)
        {
            function.Scope.Add(new(item, Ty.Int, Writable: false));
            text.Open($"{sequence.Name}.Take(4).ToList().ForEach({item} =>");
            Block.Fill(function with { Depth = 3 }, text, at.Dice.Between(1, 2));
            text.Close(");");
        }
        else
        {
            function.Scope.Add(new(item, Ty.Int, Writable: true));
            text.Line($"Func<int, int> {action} = {item} => {Expression.Of(Ty.Int, function, 2)};");
            text.Line($"Log.Add({action}({Expression.Of(Ty.Int, at with { Cuts = false }, 1)}) + {action}(2));");
        }
        text.Close();
    }
}

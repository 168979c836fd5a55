using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Delegates made in a loop, each with the variables of its own turn, and one that all share.</summary>
sealed class CapturedLoops : StatementMaker
{
    public override string Feature => "captured-loop";

    public override void Write(Place at, SourceText text)
    {
        var method = at.Method;
        var (all, i, own, each) = (method.Fresh("all"), method.Fresh("i"), method.Fresh("own"), method.Fresh("f"));
        var function = at.Function();
        function.Scope.Add(new(own, Ty.Int, Writable: true));
        text.Open();
        text.Line($"var {all} = new List<Func<int>>();");
        text.Open(at.Dice.Chance(50) ? $"for (var {i} = 0; {i} < {at.Dice.Between(1, 3)}; {i}++)" : $"foreach (var {i} in new[] {{ 3, {Expression.Of(Ty.Int, at with { Cuts = false }, 1)} }})");
        text.Line($"var {own} = {i} + {Expression.Of(Ty.Int, at with { Cuts = false }, 1)};");
        text.Line($"{all}.Add(() => {own}++ ^ {Expression.Of(Ty.Int, function, 2)});");
        text.Close();
        text.Line($"foreach (var {each} in {all}) Log.Add({each}() - {each}());");
        text.Close();
    }
}

using Weave.Fuzz.Generation.Expressions;
using Weave.Fuzz.Generation.Statements;

namespace Weave.Fuzz.Generation;

/// <summary>The body of a method that counts its first parameter down: in tail position, twice, inside an expression, or through another method like it.</summary>
static class Recursion
{
    public static void Write(Place at, SourceText text)
    {
        var dice = at.Dice;
        var result = at.Method.Result!;
        text.Line($"if (p0 <= 0 || !Program.Burn()) return {Expression.Leaf(result, at)};");
        Block.Fill(at, text, dice.Below(3));
        var others = at.Program.Methods.Where(m => m.Recursive && m.Result == result && (!m.Async || at.Async)).ToList();
        string Again(int less)
        {
            var method = dice.Chance(70) ? at.Method : dice.Pick(others);
            var call = $"{method.Name}(p0 - {less}{string.Concat(method.Parameters.Skip(1).Select(p => $", {Expression.Of(p.Type, at, 1)}"))})";
            return method.Async ? $"await {call}" : call;
        }
        text.Line(dice.Below(4) switch
        {
            0 when result.Counts => $"return {Again(1)} {dice.Pick("+", "^", "-")} {Again(2)};",
            1 when result == Ty.Int => $"return Zoo.Mix({Again(1)}, {Expression.Of(Ty.Int, at, 2)});",
            2 when result == Ty.Text => $"return Zoo.Cap(({Again(1)}) + {Expression.Of(Ty.Text, at, 2)});",
            _ => $"return {Again(1)};",
        });
    }
}

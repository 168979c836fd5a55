using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>for loops: up, down, by steps, over elements, with two counters, with parts left out.</summary>
sealed class Fors : StatementMaker
{
    public override string Feature => "for";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var dice = at.Dice;
        var body = at.Loop();
        var parts = at.In("cuts-in-for-parts");
        var i = at.Method.Fresh("i");
        body.Scope.Add(new(i, Ty.Int, Writable: false));
        switch (dice.Below(8))
        {
            case 0:
                Block.Write($"for (var {i} = {dice.Between(1, 4)}; {i} > 0; {i}--)", body, text);
                break;
            case 1:
                Block.Write($"for (var {i} = 0; {i} < {dice.Between(3, 8)}; {i} += {dice.Between(2, 3)})", body, text);
                break;
            case 2 when at.Any(Ty.Array) is { } array:
                Block.Write($"for (var {i} = 0; {i} < {array}.Length; {i}++)", body, text);
                break;
            case 3 when at.Any(Ty.List) is { } list:
                Block.Write($"for (var {i} = 0; {i} < {list}.Count && {i} < 5; {i}++)", body, text);
                break;
            case 4:
                var j = at.Method.Fresh("j");
                body.Scope.Add(new(j, Ty.Int, Writable: true));
                Block.Write($"for (int {i} = 0, {j} = {Expression.Of(Ty.Int, parts, 2)}; {i} < 3 && {Block.Condition(parts)}; {i}++, {j} += {i})", body, text);
                break;
            case 5:
                text.Open($"for (var {i} = 0; ; {i}++)");
                text.Line($"if ({i} >= {dice.Between(1, 4)} || {Block.Condition(at)}) break;");
                Block.Fill(body, text, dice.Between(1, 3));
                text.Close();
                break;
            case 6:
                Block.Write($"for (var {i} = 0; Program.Burn() && {i} < {Expression.Of(Ty.Int, parts, 2)}; {i}++)", body, text);
                break;
            default:
                Block.Write($"for (var {i} = 0; {i} < {dice.Between(1, 4)}; {i}++)", body, text);
                break;
        }
    }
}

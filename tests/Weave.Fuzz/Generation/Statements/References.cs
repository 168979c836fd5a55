using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>ref locals, ref, out and in arguments; what is behind a reference changes under two names.</summary>
sealed class References : StatementMaker
{
    public override string Feature => "reference";

    public override void Write(Place at, SourceText text)
    {
        var plain = at with { Cuts = false };
        var place = at.Any(Ty.Array) is { } array ? $"{array}[{Expression.Index($"{array}.Length", plain, 2)}]" : null;
        var (one, two) = (at.Any(Ty.Int, writable: true), at.Any(Ty.Int, writable: true));
        switch (at.Dice.Below(4))
        {
            case 0 when place is not null && !at.Method.Async:
                var name = at.Method.Fresh("place");
                text.Open().Line($"ref int {name} = ref {place};");
                text.Line($"{name} {at.Dice.Pick("=", "+=", "^=")} {Expression.Of(Ty.Int, plain, 2)};");
                text.Line($"Log.Add({name});").Close();
                break;
            case 1 when at.Any(Ty.Pair) is { } pair:
                text.Line($"Log.Add(Zoo.Peek(in {pair}, {Expression.Of(Ty.Int, plain, 2)}));");
                break;
            case 2 when one is not null && place is not null:
                text.Line($"Zoo.Swap(ref {one}, ref {place});");
                break;
            default:
                if (one is not null && two is not null)
                    text.Line($"Zoo.Swap(ref {one}, ref {two});");
                break;
        }
    }
}

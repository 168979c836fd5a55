using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A span that lives between two cuts.</summary>
sealed class Spans : StatementMaker
{
    public override string Feature => "span";

    public override bool Fits(Place at) => !at.Method.Async && !at.Nested;

    public override void Write(Place at, SourceText text)
    {
        var plain = at with { Cuts = false };
        var (span, each) = (at.Method.Fresh("span"), at.Method.Fresh("each"));
        text.Open();
        if (at.Any(Ty.Array) is { } array && (at.Handler || at.Dice.Chance(70)))
            text.Line($"var {span} = {array}.AsSpan();");
        else if (at.Handler)
            text.Line($"var {span} = new[] {{ {Expression.Of(Ty.Int, plain, 2)} }}.AsSpan();");
        else
            text.Line($"Span<int> {span} = stackalloc int[] {{ {Expression.Of(Ty.Int, plain, 2)}, 4 }};");
        text.Line($"foreach (ref var {each} in {span}) {each} {at.Dice.Pick("+=", "*=", "^=")} {Expression.Of(Ty.Int, plain, 1)};");
        text.Line($"Log.Add({span}.Length > 0 ? {span}[0] : -1);");
        text.Close();
    }
}

using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>break, continue and return, on a condition.</summary>
sealed class Jumps : StatementMaker
{
    public override string Feature => "jump";

    public override bool Fits(Place at) => at.Break || at.Continue || (at.Return && at.Depth > 0);

    public override void Write(Place at, SourceText text)
    {
        var options = new List<string>();
        if (at.Break)
            options.AddRange(["break;", "break;"]);
        if (at.Continue)
            options.AddRange(["continue;", "continue;"]);
        if (at.Return && at.Depth > 0)
            options.Add(at.Method.Result is { } type ? $"return {Block.Bare(Expression.Of(type, at, 2))};" : "return;");
        text.Line($"if ({Block.Bare(Block.Condition(at))}) {at.Dice.Pick(options)}");
    }
}

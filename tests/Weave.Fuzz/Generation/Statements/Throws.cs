namespace Weave.Fuzz.Generation.Statements;

/// <summary>Exceptions, on a condition.</summary>
sealed class Throws : StatementMaker
{
    public override string Feature => "throw";

    public override void Write(Place at, SourceText text)
    {
        var type = at.Dice.Pick("InvalidOperationException", "ArgumentException");
        text.Line($"if ({Block.Bare(Block.Condition(at))}) throw new {type}($\"{at.Method.Name} {{{at.Any(Ty.Int) ?? "0"}}}\");");
    }
}

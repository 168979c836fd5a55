namespace Weave.Fuzz.Generation.Statements;

/// <summary>if, else if, else.</summary>
sealed class Ifs : StatementMaker
{
    public override string Feature => "if";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        Block.Write($"if ({Block.Bare(Block.Condition(at, 3))})", at.Inner(), text);
        if (at.Dice.Chance(15))
            Block.Write($"else if ({Block.Bare(Block.Condition(at))})", at.Inner(), text);
        if (at.Dice.Chance(45))
            Block.Write("else", at.Inner(), text);
    }
}

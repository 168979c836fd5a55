namespace Weave.Fuzz.Generation.Statements;

/// <summary>checked and unchecked blocks.</summary>
sealed class CheckedBlocks : StatementMaker
{
    public override string Feature => "checked";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text) => Block.Write(at.Dice.Pick("checked", "unchecked"), at.In("cuts-in-checked").Inner(), text);
}

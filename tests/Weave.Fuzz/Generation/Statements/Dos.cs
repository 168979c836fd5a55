namespace Weave.Fuzz.Generation.Statements;

/// <summary>do loops: continue goes to the condition.</summary>
sealed class Dos : StatementMaker
{
    public override string Feature => "do";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        text.Open("do");
        Block.Fill(at.Loop(), text, at.Dice.Between(1, 3));
        text.Close($" while (Program.Burn() && {Block.Condition(at.In("cuts-in-do-condition"))});");
    }
}

namespace Weave.Fuzz.Generation.Statements;

/// <summary>while loops, endless ones with a way out too.</summary>
sealed class Whiles : StatementMaker
{
    public override string Feature => "while";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        if (at.Dice.Chance(70))
        {
            Block.Write($"while (Program.Burn() && {Block.Condition(at)})", at.Loop(), text);
            return;
        }
        text.Open("while (true)");
        text.Line($"if (!Program.Burn() || {Block.Condition(at)}) break;");
        Block.Fill(at.Loop(), text, at.Dice.Between(1, 3));
        text.Close();
    }
}

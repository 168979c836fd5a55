namespace Weave.Fuzz.Generation.Statements;

/// <summary>A loop made of a label and a jump back.</summary>
sealed class Gotos : StatementMaker
{
    public override string Feature => "goto";

    public override bool Holds => true;

    public override bool Fits(Place at) => !at.Nested;

    public override void Write(Place at, SourceText text)
    {
        var label = at.Method.Fresh("Again");
        text.Open();
        text.Line($"{label}:");
        text.Line("Log.Add(\"again\");");
        Block.Fill(at.In("cuts-in-label").Inner(), text, at.Dice.Between(1, 2));
        text.Line($"if (Program.Burn() && {Block.Condition(at.In("cuts-in-label"))}) goto {label};");
        text.Close();
    }
}

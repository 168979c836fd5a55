using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>switch statements with patterns and guards; break leaves the switch, continue the loop around it.</summary>
sealed class Switches : StatementMaker
{
    public override string Feature => "switch";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var dice = at.Dice;
        var (subject, patterns) = SwitchExpressions.Subject(at.In("cuts-in-switch-subject"), 2);
        var sections = at.In("cuts-in-switch-section");
        text.Open($"switch {subject}");
        foreach (var pattern in patterns)
        {
            text.Line($"case {pattern}{(dice.Chance(20) ? $" when {Block.Condition(at.In("cuts-in-guard"), 1)}" : "")}:");
            Section(sections.Inner() with { Break = true }, text);
        }
        if (dice.Chance(70))
        {
            text.Line("default:");
            Section(sections.Inner() with { Break = true }, text);
        }
        text.Close();
    }

    static void Section(Place inside, SourceText text)
    {
        text.Open();
        Block.Fill(inside, text, inside.Dice.Between(0, 2));
        text.Line("break;");
        text.Close();
    }
}

using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>checked and unchecked blocks.</summary>
sealed class CheckedBlocks : StatementMaker
{
    public override string Feature => "checked";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text) => Write(at, at.In("cuts-in-checked").Inner(), text);

    static void Write(Place at, Place inside, SourceText text)
    {
        if (at.Dice.Chance(60))
        {
            Block.Write(at.Dice.Pick("checked", "unchecked"), inside, text);
            return;
        }
        text.Open("try");
        var large = inside.Method.Fresh(Ty.Int);
        text.Open("checked").Line($"int {large} = int.MaxValue - {at.Dice.Below(4)};").Line($"{large} {at.Dice.Pick("+=", "*=", "-=")} {Expression.Of(Ty.Int, inside, 2)};").Line($"Log.Add({large});").Close();
        text.Close().Line("catch (OverflowException) { Log.Add(\"overflow\"); }");
    }
}

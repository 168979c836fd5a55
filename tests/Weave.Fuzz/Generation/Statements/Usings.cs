using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>using statements and declarations.</summary>
sealed class Usings : StatementMaker
{
    public override string Feature => "using";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var inside = at.In("cuts-in-using").Inner();
        var resource = $"new Scoped({Expression.Of(Ty.Text, inside, 1)})";
        if (at.Dice.Chance(50))
        {
            Block.Write($"using ({resource})", inside, text);
            return;
        }
        text.Open();
        text.Line($"using var {at.Method.Fresh("scoped")} = {resource};");
        Block.Fill(inside, text, at.Dice.Between(1, 3));
        text.Close();
    }
}

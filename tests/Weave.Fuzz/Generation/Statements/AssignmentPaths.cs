using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A variable without a value that each path gives one.</summary>
sealed class AssignmentPaths : StatementMaker
{
    public override string Feature => "assignment-paths";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var type = at.Dice.Pick(Ty.Int, Ty.Text, Ty.Node, Ty.Pair);
        var name = at.Method.Fresh(type);
        text.Line($"{type} {name};");
        text.Open($"if ({Block.Bare(Block.Condition(at))})");
        Block.Fill(at.Inner(), text, at.Dice.Below(2));
        text.Line($"{name} = {Expression.Of(type, at, 2)};").Close();
        text.Open("else");
        text.Line($"{name} = {Expression.Of(type, at, 2)};");
        Block.Fill(at.Inner(), text, at.Dice.Below(2));
        text.Close();
        at.Scope.Add(new(name, type, Writable: true));
    }
}

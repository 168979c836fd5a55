using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>Assignments to all kinds of places.</summary>
sealed class AssignmentStatements : StatementMaker
{
    public override string Feature => "assign";

    public override void Write(Place at, SourceText text)
    {
        var type = at.Dice.Chance(50) ? Ty.Int : at.AnyOf(static v => v.Writable)?.Type ?? Ty.Int;
        if (Target.Of(type, at, 2) is not { } target)
            return;
        if (type.Counts && at.Dice.Chance(15))
            text.Line($"{target}{at.Dice.Pick("++", "--")};");
        else
            text.Line($"{Assignments.Assignment(type, target, at, 3)};");
    }
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Calls whose target depends on the object.</summary>
sealed class VirtualCalls : ExpressionMaker
{
    public override string Feature => "virtual";

    public override bool Gives(Ty type, Place at) => type == Ty.Int;

    public override string? Make(Ty type, Place at, int depth) =>
        $"{Expression.Of(Ty.Node, at.In("cuts-in-argument"), depth) switch { var node when node.StartsWith("new", StringComparison.Ordinal) => $"({node})", var node => node }}.Weight({Expression.Of(Ty.Int, at.In("cuts-in-argument"), depth)})";
}

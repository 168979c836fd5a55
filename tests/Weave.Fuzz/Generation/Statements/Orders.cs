using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>One expression with effects on both sides of a cut: what order is about.</summary>
sealed class Orders : StatementMaker
{
    public override string Feature => "order";

    public override bool Fits(Place at) => at.Cuts;

    public override void Write(Place at, SourceText text)
    {
        string Operand() => $"Log.Say({Expression.Of(Ty.Int, at, 1)})";
        var (one, two, cut, last) = (Operand(), Operand(), $"Stop.Int({Expression.Of(Ty.Int, at, 1)})", Operand());
        text.Line(at.Dice.Below(3) switch
        {
            0 => $"Log.Add({one} - {two} * {cut} - {last});",
            1 => $"Log.Add(Zoo.Mix({one}, {two}, {cut}, {last}));",
            _ => $"Log.Add(new Pair({one} ^ {two}, {cut}).Grow({last}));",
        });
    }
}

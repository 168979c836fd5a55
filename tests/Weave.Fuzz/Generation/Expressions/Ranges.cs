namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Indices from the end, and slices.</summary>
sealed class Ranges : ExpressionMaker
{
    public override string Feature => "range";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Text || type == Ty.Array;

    public override string? Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-range");
        if (type == Ty.Text)
            return at.Any(Ty.Text) is { } text ? $"{text}[{Expression.Index($"{text}.Length", inside, depth)}..]" : null;
        if (type == Ty.Array)
            return at.Any(Ty.Array) is { } array ? $"{array}[..^{Expression.Index($"{array}.Length", inside, depth)}]" : null;
        return at.AnyOf(static v => v.Type == Ty.Array || v.Type == Ty.List) is { } items ? $"{items.Name}[^1]" : null;
    }
}

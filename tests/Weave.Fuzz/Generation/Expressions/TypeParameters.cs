namespace Weave.Fuzz.Generation.Expressions;

/// <summary>What can be asked of a value whose type is a type parameter.</summary>
sealed class TypeParameters : ExpressionMaker
{
    public override string Feature => "type-parameter";

    public override bool Gives(Ty type, Place at) => at.Method.HasT && (type == Ty.Int || type == Ty.Bool || type == Ty.Text || type == Ty.T || type == Ty.Object);

    public override string? Make(Ty type, Place at, int depth)
    {
        if (at.Any(Ty.T) is not { } item)
            return null;
        var inside = at.In("cuts-in-pattern");
        if (type == Ty.T)
            return at.Any(Ty.Ts) is { } items ? $"({items}.Count > 0 ? {items}[{Expression.Index($"{items}.Count", at.In("cuts-in-choice"), depth)}] : {Expression.Of(Ty.T, at.In("cuts-in-choice"), depth)})" : null;
        if (type == Ty.Object)
            return $"((object?){item} ?? 0)";
        if (type == Ty.Text)
            return at.Dice.Pick($"Zoo.Cap($\"{{{item}}}\")", "typeof(T).Name", $"Zoo.Cap($\"{{({Expression.Of(Ty.T, inside, depth)})}}\")");
        if (type == Ty.Bool)
            return at.Dice.Pick(at.Method.Constraint == "struct" ? $"({item} is int)" : $"({item} is null)", $"EqualityComparer<T>.Default.Equals({Expression.Of(Ty.T, inside, depth)}, {Expression.Of(Ty.T, inside, depth)})");
        var name = at.Method.Fresh("v");
        return $"({Expression.Of(Ty.T, inside, depth)} is int {name} ? {name} : {Expression.Of(Ty.Int, inside, depth)})";
    }
}

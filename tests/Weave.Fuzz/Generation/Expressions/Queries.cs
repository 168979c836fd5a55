namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Query syntax.</summary>
sealed class Queries : ExpressionMaker
{
    public override string Feature => "query";

    public override bool Gives(Ty type, Place at) => type == Ty.Int;

    public override string? Make(Ty type, Place at, int depth)
    {
        if (at.AnyOf(static v => v.Type.Element == Ty.Int) is not { } sequence)
            return null;
        var function = at.Function();
        var name = at.Method.Fresh("v");
        function.Scope.Add(new(name, Ty.Int, Writable: false));
        return $"(from {name} in {sequence.Name} where {Expression.Of(Ty.Bool, function, depth - 1)} orderby {name} descending select {Expression.Of(Ty.Int, function, depth - 1)}).FirstOrDefault()";
    }
}

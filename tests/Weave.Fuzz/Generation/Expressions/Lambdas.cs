namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Lambdas that are called at once: they read and write what is around them.</summary>
sealed class Lambdas : ExpressionMaker
{
    public override string Feature => "lambda";

    public override bool Gives(Ty type, Place at) => type == Ty.Int;

    public override string Make(Ty type, Place at, int depth)
    {
        var function = at.Function();
        var name = at.Method.Fresh("v");
        function.Scope.Add(new(name, Ty.Int, Writable: true));
        var body = Expression.Of(Ty.Int, function, depth);
        return at.AnyOf(static v => v.Type.Element == Ty.Int) is { } sequence
            ? at.Dice.Pick($"{sequence.Name}.Aggregate(0, ({name}, {name}b) => {name}b ^ ({body}))", $"{sequence.Name}.Select({name} => {body}).LastOrDefault()", $"{sequence.Name}.Count({name} => {body} > 2)")
            : $"((Func<int, int>)({name} => {body}))({Expression.Of(Ty.Int, at with { Cuts = false }, depth)})";
    }
}

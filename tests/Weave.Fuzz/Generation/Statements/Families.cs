using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>One call, made on an object of each class of a family through the base.</summary>
sealed class Families : StatementMaker
{
    public override string Feature => "family";

    public override bool Holds => true;

    public override bool Fits(Place at) => at.Cuts && Callable(at).Any();

    public override void Write(Place at, SourceText text)
    {
        var method = at.Dice.Pick([.. Callable(at)]);
        var shape = at.Method.Fresh(Ty.Shape);
        var body = at.Loop();
        text.Open($"foreach (var {shape} in new Shape[] {{ new Square(), new Cube() }})");
        var arguments = string.Join(", ", method.Parameters.Select(p => Expression.Of(p.Type, body, 1)));
        var call = $"{(method.Async ? "await " : "")}{shape}.{method.Name}({arguments})";
        text.Line(method.Result is null ? $"{call};" : $"Log.Add({call});");
        body.Scope.Add(new(shape, Ty.Shape, Writable: false));
        Block.Fill(body, text, at.Dice.Below(2));
        text.Close();
    }

    static IEnumerable<MethodPlan> Callable(Place at) => at.Program.Of(Home.Shape).Where(m => !m.Async || at.Async);
}

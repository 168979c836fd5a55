using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>A local function that reads and writes what is around it, called before and after other statements.</summary>
sealed class LocalFunctions : StatementMaker
{
    public override string Feature => "local-function";

    public override void Write(Place at, SourceText text)
    {
        var function = at.Function();
        var (name, item) = (at.Method.Fresh("Local"), at.Method.Fresh("v"));
        function.Scope.Add(new(item, Ty.Int, Writable: true));
        text.Open($"int {name}(int {item})");
        Block.Fill(function with { Depth = 3 }, text, at.Dice.Between(0, 2));
        text.Line($"return {Expression.Of(Ty.Int, function, 2)};");
        text.Close();
        for (var i = 0; i < 2; i++)
        {
            if (at.Any(Ty.Int, writable: true) is { } target)
                text.Line($"{target} = {name}({Expression.Of(Ty.Int, at, 2)});");
            Block.Fill(at, text, at.Dice.Below(2));
        }
    }
}

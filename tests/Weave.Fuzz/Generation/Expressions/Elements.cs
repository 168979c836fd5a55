namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Elements of collections.</summary>
sealed class Elements : ExpressionMaker
{
    public override string Feature => "element";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Pair || type == Ty.Node || type == Ty.Bool || type == Ty.MaybeInt || type == Ty.Array;

    public override string? Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-argument");
        if (type == Ty.Pair)
            return at.Any(Ty.Pairs) is { } pairs ? $"{pairs}[{Expression.Index($"{pairs}.Length", inside, depth)}]" : null;
        if (type == Ty.Node)
            return at.Any(Ty.Nodes) is { } nodes ? $"{nodes}[{Expression.Index($"{nodes}.Count", inside, depth)}]" : null;
        if (type == Ty.Array)
            return at.Any(Ty.Jagged) is { } rows ? $"{rows}[{Expression.Index($"{rows}.Length", inside, depth)}]" : null;
        if (type == Ty.Bool)
            return Contains(inside, depth);
        if (type == Ty.MaybeInt)
            return at.AnyOf(static v => v.Type == Ty.Queue || v.Type == Ty.Stack) is { } sequence ? $"({sequence.Name}.Count > 0 ? (int?){sequence.Name}.Peek() : null)" : null;
        var variable = at.AnyOf(static v => v.Type.Element == Ty.Int || v.Type == Ty.Map || v.Type == Ty.Sorted || v.Type == Ty.Heap);
        if (variable is null)
            return null;
        var name = variable.Name;
        return variable.Type.Name switch
        {
            "int[]" => $"{name}[{Expression.Index($"{name}.Length", inside, depth)}]",
            "List<int>" => $"{name}[{Expression.Index($"{name}.Count", inside, depth)}]",
            "Dictionary<int, int>" => at.Dice.Chance(at.Features["unguarded"]) ? $"{name}[{Expression.Of(Ty.Int, inside, depth)}]" : $"{name}.GetValueOrDefault({Expression.Of(Ty.Int, inside, depth)})",
            "SortedDictionary<string, int>" => $"({name}.TryGetValue({Expression.Of(Ty.Text, inside, depth)}, out var {Name(at, out var value)}) ? {value} : {Expression.Of(Ty.Int, at.In("cuts-in-choice"), depth)})",
            "HashSet<int>" or "LinkedList<int>" => $"{name}.Sum()",
            _ => $"{name}.Count",
        };
    }

    static string Name(Place at, out string name) => name = at.Method.Fresh(Ty.Int);

    static string? Contains(Place at, int depth) =>
        at.AnyOf(static v => v.Type.Element == Ty.Int) is not { } variable ? null
            // C# 14 finds the Contains of spans for arrays, and a span must not wait for an await.
            : $"{variable.Name}.Contains({Expression.Of(Ty.Int, variable.Type == Ty.Array ? at with { Cuts = at.Cuts && !at.Async } : at, depth)})";
}

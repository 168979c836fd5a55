namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Places that can be assigned to.</summary>
static class Target
{
    /// <summary>A place of this type, or null.</summary>
    public static string? Of(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-target");
        var options = new List<Func<string?>>();
        void Add(int times, Func<string?> make) => options.AddRange(Enumerable.Repeat(make, times));
        Add(3, () => at.Any(type, writable: true));
        if (type == Ty.Int)
        {
            Add(1, () => Member(Ty.Node, inside, depth, "Value"));
            Add(1, () => Member(Ty.Node, inside, depth, "Score"));
            Add(1, () => at.Any(Ty.Node) is { } node ? $"{node}[{Expression.Of(Ty.Int, inside, depth)}]" : null);
            Add(2, () => at.Any(Ty.Array) is { } array ? $"{array}[{Expression.Index($"{array}.Length", inside, depth)}]" : null);
            Add(1, () => at.Any(Ty.List) is { } list ? $"{list}[{Expression.Index($"{list}.Count", inside, depth)}]" : null);
            Add(1, () => at.Any(Ty.Map) is { } map ? $"{map}[{Expression.Of(Ty.Int, inside, depth)}]" : null);
            Add(1, () => at.Any(Ty.Pair, writable: true) is { } pair ? $"{pair}.{at.Dice.Pick("A", "B")}" : null);
            Add(1, () => at.Any(Ty.Pairs) is { } pairs ? $"{pairs}[{Expression.Index($"{pairs}.Length", inside.In("cuts-in-nested-place"), depth)}].{at.Dice.Pick("A", "B")}" : null);
            Add(1, () => at.Any(Ty.Tuple, writable: true) is { } tuple ? $"{tuple}.A" : null);
            Add(1, () => (at.Any(Ty.Machine) ?? at.Any(Ty.Shape)) is { } machine ? $"{machine}.State" : null);
            Add(1, () => at.Any(Ty.Machine) is { } machine ? $"{machine}.Root.Value" : null);
            Add(2, () => at.Any(Ty.Jagged) is { } rows ? $"{rows}[{Expression.Index($"{rows}.Length", inside, depth)}][0]" : null);
            Add(1, () => at.Any(Ty.Node) is { } node ? $"{node}.Items[Zoo.At({at.Dice.Below(3)}, {node}.Items.Count)]" : null);
        }
        else if (type == Ty.Text)
        {
            Add(1, () => at.Any(Ty.Tuple, writable: true) is { } tuple ? $"{tuple}.B" : null);
        }
        else if (type == Ty.T)
        {
            Add(2, () => at.Any(Ty.Ts) is { } items ? $"{items}[{Expression.Index($"{items}.Count", inside, depth)}]" : null);
        }
        else if (type == Ty.Array)
        {
            Add(2, () => at.Any(Ty.Jagged) is { } rows ? $"{rows}[{Expression.Index($"{rows}.Length", inside, depth)}]" : null);
        }
        else if (type == Ty.Pair)
        {
            Add(1, () => at.Any(Ty.Pairs) is { } pairs ? $"{pairs}[{Expression.Index($"{pairs}.Length", inside, depth)}]" : null);
        }
        else if (type == Ty.Node)
        {
            Add(2, () => at.Any(Ty.Machine) is { } machine ? $"{machine}.Root" : null);
            Add(1, () => at.Any(Ty.Nodes) is { } nodes ? $"{nodes}[{Expression.Index($"{nodes}.Count", inside, depth)}]" : null);
        }
        return at.Dice.Pick(options)();
    }

    static string? Member(Ty type, Place at, int depth, string name)
    {
        if (at.Any(type) is not { } variable)
            return null;
        return depth > 0 && at.Dice.Chance(25) ? $"{variable}.Say(\"place\").{name}" : $"{variable}.{name}";
    }
}

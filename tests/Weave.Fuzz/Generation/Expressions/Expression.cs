namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Picks among the makers of expressions.</summary>
static class Expression
{
    static readonly ExpressionMaker[] makers =
    [
        new Literals(), new Variables(), new Operators(), new Saying(), new Cutting(), new MethodCalls(), new Choices(), new Logic(), new Assignments(), new Elements(),
        new Members(), new Coalescing(), new Interpolations(), new SwitchExpressions(), new Patterns(), new Lambdas(), new Arguments(), new OutVariables(), new Creations(),
        new Conversions(), new Ranges(), new Awaits(), new VirtualCalls(), new Queries(), new ThrowExpressions(),
        new TypeParameters(),
    ];

    /// <summary>An expression of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="depth">How many operators deep it may be.</param>
    public static string Of(Ty type, Place place, int depth)
    {
        if (depth <= 0)
            return Leaf(type, place);
        Span<int> weights = stackalloc int[makers.Length];
        for (var i = 0; i < makers.Length; i++)
            weights[i] = makers[i].Gives(type, place) ? place.Features[makers[i].Feature] : 0;
        while (true)
        {
            var chosen = place.Dice.Weighted(weights);
            if (chosen < 0)
                return Leaf(type, place);
            if (makers[chosen].Make(type, place, depth - 1) is { } text)
                return text;
            weights[chosen] = 0;
        }
    }

    /// <summary>A variable or a constant.</summary>
    public static string Leaf(Ty type, Place place)
    {
        if (place.Dice.Chance(85) && place.Any(type) is { } name)
            return name;
        if (type == Ty.Bool && place.Any(Ty.Int) is { } number)
            return $"({number} {place.Dice.Pick("<", ">", "!=")} {place.Dice.Between(0, 4)})";
        if (type == Ty.Object && place.AnyOf(static v => v.Type == Ty.Int || v.Type == Ty.Text || v.Type == Ty.Pair) is { } boxed)
            return $"(object){boxed.Name}";
        return Constant.Of(type, place.Dice);
    }

    /// <summary>An index into something with a count: mostly one that exists.</summary>
    public static string Index(string count, Place place, int depth)
    {
        var index = Of(Ty.Int, place, depth);
        return place.Dice.Chance(place.Features["unguarded"]) ? index : $"Zoo.At({index}, {count})";
    }
}

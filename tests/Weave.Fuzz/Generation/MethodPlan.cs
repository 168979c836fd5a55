namespace Weave.Fuzz.Generation;

/// <summary>A method of a program, decided before any body is written, so that bodies can call each other.</summary>
sealed class MethodPlan
{
    int names;

    public required string Name { get; init; }

    /// <summary>True for <c>[Fragment]</c>.</summary>
    public required bool Fragment { get; init; }

    public required bool Async { get; init; }

    /// <summary>An async method that gives a <c>ValueTask</c>.</summary>
    public bool ValueTask { get; init; }

    public Home Home { get; init; }

    /// <summary>It calls itself, or another like it, with its first parameter counted down.</summary>
    public bool Recursive { get; init; }

    /// <summary>It has a type parameter of its own.</summary>
    public bool Generic { get; init; }

    /// <summary>What the type parameter must be: <c>class</c>, <c>struct</c>, <c>notnull</c> or nothing.</summary>
    public string Constraint { get; init; } = "";

    /// <summary>A method of a shape that the interface has too, or that has no body in the base.</summary>
    public bool InInterface { get; init; }

    public bool Abstract { get; init; }

    public required IReadOnlyList<(Ty Type, string Name)> Parameters { get; init; }

    /// <summary>Null for void.</summary>
    public required Ty? Result { get; init; }

    public bool Instance => Home is Home.Machine or Home.Shape or Home.Gauge or Home.Box;

    /// <summary>A <c>T</c> is in scope.</summary>
    public bool HasT => Generic || Home == Home.Box;

    /// <summary>Types that may stand for <c>T</c>.</summary>
    public IReadOnlyList<Ty> Bindings => Constraint switch
    {
        "class" => [Ty.Text, Ty.Node, Ty.Card],
        "struct" => [Ty.Int, Ty.Pair, Ty.Color, Ty.Tuple],
        _ => [Ty.Int, Ty.Text, Ty.Pair, Ty.Node, Ty.Color, Ty.Tuple, Ty.Card, Ty.Long],
    };

    /// <summary>Names say what they hold: <c>n4</c> is a number, <c>xs7</c> a list.</summary>
    public string Fresh(Ty type) => Fresh(type.Name switch
    {
        "int" or "long" or "byte" or "int?" => "n",
        "bool" => "b",
        "string" or "string?" => "s",
        "object" => "o",
        "T" => "item",
        "Node" => "node",
        "Pair" => "pair",
        "Card" => "card",
        "Color" => "color",
        "Machine" => "machine",
        "Shape" => "shape",
        "Gauge" => "gauge",
        "Dictionary<int, int>" or "SortedDictionary<string, int>" => "map",
        "(int A, string B)" => "t",
        _ => "xs",
    });

    public string Fresh(string prefix) => $"{prefix}{++names}";
}

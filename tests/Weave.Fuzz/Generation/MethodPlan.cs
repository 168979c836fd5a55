namespace Weave.Fuzz.Generation;

/// <summary>A method of a program, decided before any body is written, so that bodies can call each other.</summary>
sealed class MethodPlan
{
    int names;

    public required string Name { get; init; }

    /// <summary>True for <c>[Fragment]</c>.</summary>
    public required bool Fragment { get; init; }

    public required bool Async { get; init; }

    public required bool Instance { get; init; }

    public required IReadOnlyList<(Ty Type, string Name)> Parameters { get; init; }

    /// <summary>Null for void.</summary>
    public required Ty? Result { get; init; }

    /// <summary>Names say what they hold: <c>n4</c> is a number, <c>xs7</c> a list.</summary>
    public string Fresh(Ty type) => Fresh(type.Name switch
    {
        "int" or "long" or "byte" or "int?" => "n",
        "bool" => "b",
        "string" or "string?" => "s",
        "object" => "o",
        "Node" => "node",
        "Pair" => "pair",
        "Card" => "card",
        "Color" => "color",
        "Machine" => "machine",
        "Dictionary<int, int>" or "SortedDictionary<string, int>" => "map",
        "(int A, string B)" => "t",
        _ => "xs",
    });

    public string Fresh(string prefix) => $"{prefix}{++names}";
}

namespace Weave.Fuzz.Generation.Expressions;

/// <summary>New objects, tuples and collections, with initialisers, <c>with</c> and collection expressions.</summary>
sealed class Creations : ExpressionMaker
{
    public override string Feature => "creation";

    public override bool Gives(Ty type, Place at) => !(type == Ty.Int || type == Ty.Long || type == Ty.Bool || type == Ty.Text || type == Ty.Byte);

    public override string? Make(Ty type, Place at, int depth)
    {
        var operands = at.In("cuts-in-creation");
        var initializer = at.In("cuts-in-initializer");
        var elements = at.In("cuts-in-collection");
        string Number(Place where) => Expression.Of(Ty.Int, where, depth);
        string Spread() => at.AnyOf(static v => v.Type.Element == Ty.Int) is { } some && at.Dice.Chance(40) ? $", .. {some.Name}.Take(3)" : "";
        return type.Name switch
        {
            "Pair" => $"new Pair({Number(operands)}, {Number(operands)})",
            "Card" => at.Dice.Below(3) switch
            {
                0 => $"new Card({Number(initializer)}, {Expression.Of(Ty.Text, initializer, depth)}) {{ Bonus = {Number(initializer)} }}",
                1 when at.Any(Ty.Card) is { } card => $"({card} with {{ Rank = {Number(at.In("cuts-in-with"))} }})",
                _ => $"new Card({Number(operands)}, {Expression.Of(Ty.Text, operands, depth)})",
            },
            "Node" => $"new {at.Dice.Pick("Node", "Leaf")} {{ Value = {Number(initializer)}, Next = {at.Any(Ty.Node) ?? "null"}, Items = {{ {Number(initializer)} }} }}",
            "(int A, string B)" => $"({Number(operands)}, {Expression.Of(Ty.Text, operands, depth)})",
            "object" => $"(object){Expression.Of(at.Dice.Pick(Ty.Int, Ty.Text, Ty.Pair), operands, depth)}",
            "int?" => $"(int?){Number(operands)}",
            "int[]" => at.Dice.Pick($"new int[] {{ {Number(operands)}, {Number(operands)} }}", $"new[] {{ {Number(operands)}, {Number(operands)} }}"),
            "List<int>" => at.Dice.Chance(50) ? $"((List<int>)[{Number(elements)}, {Number(elements)}{Spread()}])" : $"new List<int> {{ {Number(initializer)}, {Number(initializer)} }}",
            "Dictionary<int, int>" => $"new Dictionary<int, int> {{ [{Number(initializer)}] = {Number(initializer)}, [3] = {Number(initializer)} }}",
            "HashSet<int>" => $"((HashSet<int>)[{Number(elements)}, {Number(elements)}])",
            _ => null,
        };
    }
}

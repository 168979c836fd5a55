namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Conversions, some of which throw when the value does not fit.</summary>
sealed class Conversions : ExpressionMaker
{
    public override string Feature => "conversion";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Long || type == Ty.Byte || type == Ty.MaybeInt || type == Ty.MaybeText || type == Ty.Color;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-operator");
        var within = at.In("cuts-in-checked");
        return type.Name switch
        {
            "int" => at.Dice.Pick($"(int){Expression.Of(Ty.Byte, inside, depth)}", $"unchecked((int){Expression.Of(Ty.Long, within, depth)})", $"(int){Expression.Of(Ty.Color, inside, depth)}"),
            "long" => $"(long){Expression.Of(Ty.Int, inside, depth)}",
            "byte" => at.Dice.Chance(10) ? $"checked((byte)Math.Max({Expression.Of(Ty.Int, within, depth)}, -3))" : $"unchecked((byte){Expression.Of(Ty.Int, within, depth)})",
            "int?" => $"(int?){Expression.Of(Ty.Byte, inside, depth)}",
            "string?" => $"(string?){Expression.Of(Ty.Text, inside, depth)}",
            _ => $"(Color){Expression.Of(Ty.Byte, inside, depth)}",
        };
    }
}

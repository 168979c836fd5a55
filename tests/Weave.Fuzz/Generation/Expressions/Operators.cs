namespace Weave.Fuzz.Generation.Expressions;

/// <summary>Operators: their operands are evaluated left to right, whatever binds first.</summary>
sealed class Operators : ExpressionMaker
{
    public override string Feature => "operator";

    public override bool Gives(Ty type, Place at) => type == Ty.Int || type == Ty.Long || type == Ty.Bool || type == Ty.Text || type == Ty.MaybeInt;

    public override string Make(Ty type, Place at, int depth)
    {
        var inside = at.In("cuts-in-operator");
        string Operand(Ty of) => Expression.Of(of, inside, depth);
        if (type == Ty.Bool)
        {
            return at.Dice.Below(4) switch
            {
                0 => $"({Operand(Ty.Text)} == {Operand(Ty.Text)})",
                1 => $"({Operand(Ty.Long)} {at.Dice.Pick("<", ">")} {Operand(Ty.Int)})",
                _ => $"({Operand(Ty.Int)} {at.Dice.Pick("<", ">", "<=", ">=", "==", "!=")} {Operand(Ty.Int)})",
            };
        }
        if (type == Ty.Text)
        {
            return at.Dice.Below(3) switch
            {
                0 => $"Zoo.Cap({Operand(Ty.Text)} + {Operand(at.Dice.Pick(Ty.Int, Ty.Bool, Ty.MaybeInt))} + {Operand(Ty.Text)})",
                1 => $"({Operand(Ty.Int)} + \"-\" + {Operand(Ty.Bool)})",
                _ => $"Zoo.Cap({Operand(Ty.Text)} + {Operand(Ty.Text)})",
            };
        }
        if (type == Ty.MaybeInt)
            return $"({Operand(Ty.MaybeInt)} {at.Dice.Pick("+", "-", "*")} {Operand(Ty.Int)})";
        if (type == Ty.Int && at.Dice.Chance(12))
            return at.Dice.Pick($"(-{Parenthesized(Operand(Ty.Int))})", $"(~{Parenthesized(Operand(Ty.Int))})", $"{Parenthesized(Operand(Ty.Text))}.Length");
        if (at.Dice.Chance(12))
        {
            var divisor = at.Dice.Chance(at.Features["unguarded"]) ? Operand(Ty.Int) : $"({Operand(Ty.Int)} | 1)";
            return $"({Operand(Ty.Int)} {at.Dice.Pick("/", "%")} {divisor})";
        }
        var right = at.Dice.Chance(70) || type == Ty.Int ? Ty.Int : type;
        return at.Dice.Chance(15) ? $"({Operand(type)} {at.Dice.Pick("<<", ">>")} ({Operand(Ty.Int)} & 3))" : $"({Operand(type)} {at.Dice.Pick("+", "+", "-", "*", "&", "|", "^")} {Operand(right)})";
    }

    static string Parenthesized(string operand) => $"({operand})";
}

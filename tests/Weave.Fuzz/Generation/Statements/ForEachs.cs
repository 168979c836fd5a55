using Weave.Fuzz.Generation.Expressions;

namespace Weave.Fuzz.Generation.Statements;

/// <summary>foreach over everything; sometimes the body changes what it walks over.</summary>
sealed class ForEachs : StatementMaker
{
    public override string Feature => "foreach";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var dice = at.Dice;
        var over = at.AnyOf(static v => v.Type.Element is not null || v.Type == Ty.Map || v.Type == Ty.Sorted || v.Type == Ty.Text);
        var item = at.Method.Fresh("each");
        if (over is null || dice.Chance(15))
        {
            var made = dice.Below(3) switch
            {
                0 => $"Enumerable.Range({dice.Below(3)}, {dice.Between(1, 4)})",
                1 => Expression.Of(Ty.List, at, 2),
                _ => Expression.Of(Ty.Array, at, 2),
            };
            Body($"foreach (var {item} in {made})", item, Ty.Int, made.StartsWith("Enumerable", StringComparison.Ordinal) ? at.In("cuts-in-foreach-sequence") : at, text, null);
            return;
        }
        var type = over.Type;
        var indexed = type == Ty.Text || type == Ty.Array || type == Ty.Pairs || type == Ty.List || type == Ty.Nodes;
        var inside = indexed ? at : Other(at);
        if (type == Ty.Map || type == Ty.Sorted)
        {
            var (key, value) = (at.Method.Fresh("key"), at.Method.Fresh("value"));
            var body = inside.Loop();
            body.Scope.Add(new(key, type == Ty.Map ? Ty.Int : Ty.Text, Writable: false));
            body.Scope.Add(new(value, Ty.Int, Writable: false));
            Block.Write($"foreach (var ({key}, {value}) in {over.Name})", body, text);
        }
        else if (type == Ty.Text)
        {
            text.Open($"foreach (var {item} in {over.Name})");
            text.Line($"Log.Add({item});");
            Block.Fill(inside.Loop(), text, dice.Between(0, 2));
            text.Close();
        }
        else
        {
            Body($"foreach ({(dice.Chance(60) ? "var" : type.Element!.Name)} {item} in {over.Name})", item, type.Element!, inside, text, over);
        }
    }

    /// <summary>Over a collection with an enumerator of its own.</summary>
    static Place Other(Place at) => at.In("cuts-in-foreach-bcl");

    static void Body(string header, string item, Ty type, Place at, SourceText text, Variable? over)
    {
        var body = at.Loop();
        body.Scope.Add(new(item, type, Writable: false));
        text.Open(header);
        if (over?.Type == Ty.List && at.Dice.Chance(6))
            text.Line($"if ({over.Name}.Count < 6 && {item} == {at.Dice.Below(10)}) {over.Name}.Add(1);");
        Block.Fill(body, text, at.Dice.Between(1, 3));
        text.Close();
    }
}

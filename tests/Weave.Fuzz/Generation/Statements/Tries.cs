namespace Weave.Fuzz.Generation.Statements;

/// <summary>try with catches, filters and finally. A filter only reads locals: after a capture it runs later than in plain C#, which is a stated difference.</summary>
sealed class Tries : StatementMaker
{
    public override string Feature => "try";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text)
    {
        var dice = at.Dice;
        // A filter with an effect may stand only where nothing in the try block can be captured.
        var seen = dice.Chance(15);
        text.Open("try");
        Block.Fill(seen ? at.Inner() with { Cuts = false } : at.Inner(), text, dice.Between(1, 4));
        // An empty block never throws: weaving knows that, the second opinion on liveness does not.
        text.Line("Log.Add(\"tried\");");
        text.Close();
        var catches = dice.Below(3);
        var hasFinally = catches == 0 || dice.Chance(40);
        for (var i = 0; i < catches; i++)
        {
            var caught = at.In("cuts-in-catch").Inner() with { Handler = true };
            var error = at.Method.Fresh("e");
            var type = dice.Pick("InvalidOperationException", "ArgumentException", "Exception");
            if (i == catches - 1)
                type = "Exception";
            else if (type == "Exception")
                type = "DivideByZeroException";
            var filter = seen && dice.Chance(70) ? $" when (Log.Say({error}.Message).Length {dice.Pick(">", "<")} {dice.Between(3, 30)})" : dice.Chance(30) ? $" when ({error}.Message.Length {dice.Pick(">", "<")} {dice.Between(3, 30)})" : "";
            text.Open($"catch ({type} {error}){filter}");
            text.Line($"Log.Add({error}.Message);");
            Block.Fill(caught, text, dice.Between(0, 2));
            if (dice.Chance(10))
                text.Line("throw;");
            text.Close();
        }
        if (!hasFinally)
            return;
        var last = at.In("cuts-in-finally").Inner() with { Handler = true, Break = false, Continue = false, Return = false };
        Block.Write("finally", last, text, most: 2);
    }
}

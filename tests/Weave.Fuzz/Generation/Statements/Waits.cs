namespace Weave.Fuzz.Generation.Statements;

/// <summary>Awaits that give nothing.</summary>
sealed class Waits : StatementMaker
{
    public override string Feature => "wait";

    public override bool Fits(Place at) => at.Async && at.Cuts;

    public override void Write(Place at, SourceText text) =>
        text.Line(at.Dice.Pick("await Task.Yield();", "await Durable.Checkpoint();", "await Task.CompletedTask;", "await Durable.Delay(TimeSpan.FromMilliseconds(1));"));
}

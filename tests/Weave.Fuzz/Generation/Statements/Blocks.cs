namespace Weave.Fuzz.Generation.Statements;

/// <summary>A scope of its own.</summary>
sealed class Blocks : StatementMaker
{
    public override string Feature => "block";

    public override bool Holds => true;

    public override void Write(Place at, SourceText text) => Block.Write("", at.Inner(), text);
}

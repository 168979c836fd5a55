namespace Weave.Fuzz.Generation.Statements;

/// <summary>One idea of how to make a statement.</summary>
abstract class StatementMaker
{
    /// <summary>The feature whose weight it has.</summary>
    public abstract string Feature { get; }

    /// <summary>True if it holds statements: they are not nested without end.</summary>
    public virtual bool Holds => false;

    /// <summary>True if it can stand here.</summary>
    public virtual bool Fits(Place at) => true;

    /// <summary>Writes it.</summary>
    public abstract void Write(Place at, SourceText text);
}

namespace Weave.Analyzer.Diagnostics;

/// <summary>Ends the reading of a statement that is refused; caught where reading goes on with the next one.</summary>
sealed class RefusedException(Refusal refusal) : Exception
{
    public Refusal Refusal { get; } = refusal;
}

namespace Weave.Analyzer.Model;

/// <summary>What running a piece of code costs, counted on its text: for comparing functions and loops with each other, not a time.</summary>
/// <param name="Operations">Simple operations: an addition is one, a call ten and what its body is unknown of, a new object twenty. A loop whose count is not in the text counts ten times.</param>
/// <param name="IsGuess">True if a loop was counted so.</param>
public readonly record struct CostEstimate(long Operations, bool IsGuess)
{
    /// <summary>The cost of both, one after the other.</summary>
    public static CostEstimate operator +(CostEstimate left, CostEstimate right) => new(Cap(left.Operations + (double)right.Operations), left.IsGuess || right.IsGuess);

    /// <summary>The cost of so many times the same.</summary>
    public static CostEstimate operator *(CostEstimate each, long times) => each with { Operations = Cap(each.Operations * (double)times) };

    /// <summary>So many operations.</summary>
    public static implicit operator CostEstimate(int operations) => new(operations, IsGuess: false);

    static long Cap(double operations) => operations < 1e15 ? (long)operations : 1_000_000_000_000_000;
}

namespace Weave.Fuzz.Running;

/// <summary>What became of one program.</summary>
/// <param name="Program">The program.</param>
/// <param name="Fault">Why it is no program: a bug of the fuzzer. Null normally.</param>
/// <param name="Mismatch">How weaving changed it, or null.</param>
/// <param name="Captures">How often its calls were captured when stopped at every poll.</param>
/// <param name="Methods">Its fragment functions.</param>
/// <param name="Refusals">Those that were not woven, and why.</param>
sealed record Verdict(FuzzProgram Program, string? Fault, Mismatch? Mismatch, long Captures, int Methods, IReadOnlyList<string> Refusals)
{
    /// <summary>True if a rule calls the program wrong.</summary>
    public bool IsWrong { get; init; }
}

namespace Weave.Tool.Planning;

/// <summary>One step.</summary>
/// <param name="Id">As frames name it.</param>
/// <param name="Name">Type and method, short.</param>
/// <param name="Place">Where it is declared.</param>
/// <param name="Retries">How often a failed attempt is made again.</param>
/// <param name="Problems">Why it is refused.</param>
sealed record StepPlan(string Id, string Name, Place Place, int Retries, IReadOnlyList<ProblemPlan> Problems);

using System.Text.Json.Serialization;
using Weave.Analyzer.Model;

namespace Weave.Tool.Planning;

/// <summary>One fragment function.</summary>
/// <param name="Id">As frames name it.</param>
/// <param name="Name">Type and method, short.</param>
/// <param name="Place">Where it is declared.</param>
/// <param name="Woven">False if a rule refuses it.</param>
/// <param name="IsAsync">True if it returns a task.</param>
/// <param name="Needs">The capabilities that a host must have.</param>
/// <param name="Near">The data it wants to be near, or null.</param>
/// <param name="Cost">What one call costs, counted on its text.</param>
/// <param name="Cuts">The entry, then the others in source order.</param>
/// <param name="Pinned">Its variables that cannot leave the process.</param>
/// <param name="NotPreemptible">Loops and calls that run to their end without a cut.</param>
/// <param name="Problems">Why it is refused.</param>
/// <param name="Subject">What it has been read from.</param>
sealed record FunctionPlan(
    string Id,
    string Name,
    Place Place,
    bool Woven,
    bool IsAsync,
    IReadOnlyList<string> Needs,
    string? Near,
    CostEstimate Cost,
    IReadOnlyList<CutPlan> Cuts,
    IReadOnlyList<PinnedPlan> Pinned,
    IReadOnlyList<ProblemPlan> NotPreemptible,
    IReadOnlyList<ProblemPlan> Problems,
    [property: JsonIgnore] Subject Subject)
{
    /// <summary>Its text, for those who show it.</summary>
    [JsonIgnore]
    public string Text { get; init; } = "";

    /// <summary>The line its text begins in.</summary>
    [JsonIgnore]
    public int FirstLine { get; init; }
}

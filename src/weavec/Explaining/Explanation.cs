using Weave.Tool.Planning;

namespace Weave.Tool.Explaining;

/// <summary>The answer to "what happens here?".</summary>
/// <param name="Subject">The function or step it is about.</param>
/// <param name="Place">The place it is about.</param>
/// <param name="CanStop">True if execution can stop there.</param>
/// <param name="Sentences">What happens there.</param>
/// <param name="Saved">What would be saved, by cut.</param>
/// <param name="Problems">What prevents it.</param>
/// <param name="Changes">What to change.</param>
sealed record Explanation(
    string Subject, Place Place, bool CanStop, IReadOnlyList<string> Sentences, IReadOnlyList<CutPlan> Saved, IReadOnlyList<ProblemPlan> Problems, IReadOnlyList<string> Changes)
{
    /// <summary>True if a rule refuses the function.</summary>
    public bool IsRefused { get; init; }
}

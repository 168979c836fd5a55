namespace Weave.Tool.Planning;

/// <summary>What a rule says.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What.</param>
sealed record ProblemPlan(string Rule, Place Place, string Message);

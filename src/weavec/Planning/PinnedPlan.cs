namespace Weave.Tool.Planning;

/// <summary>A variable that cannot leave the process.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reason">The path to what is pinned, or why it is.</param>
sealed record PinnedPlan(string Name, string Type, string Reason);

namespace Weave.Tool.Planning;

/// <summary>The plan of one compilation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Functions">Its fragment functions, by place.</param>
/// <param name="Steps">Its steps, by place.</param>
sealed record ProjectPlan(string Name, IReadOnlyList<FunctionPlan> Functions, IReadOnlyList<StepPlan> Steps);

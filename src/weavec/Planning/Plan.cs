namespace Weave.Tool.Planning;

/// <summary>What the compiler makes of some source: every fragment function with its cuts and contracts.</summary>
/// <param name="Source">What was opened.</param>
/// <param name="Projects">One each project that has a fragment function or step.</param>
sealed record Plan(string Source, IReadOnlyList<ProjectPlan> Projects)
{
    /// <summary>Grows by one when a reader of the JSON form would have to change.</summary>
    public int Version { get; } = 1;

    /// <summary>All functions.</summary>
    public IEnumerable<FunctionPlan> Functions() => Projects.SelectMany(static p => p.Functions);

    /// <summary>True if a rule refuses one of them.</summary>
    public bool IsRefused() => Projects.Any(static p => p.Functions.Any(static f => !f.Woven) || p.Steps.Any(static s => s.Problems.Count > 0));
}

using Weave.Analyzer.Model;

namespace Weave.Tool.Planning;

/// <summary>One cut and its contract.</summary>
/// <param name="Number">As frames number it: 0 is the entry.</param>
/// <param name="Id">Structural id.</param>
/// <param name="Kind">What stands there.</param>
/// <param name="IsOptional">True if execution only stops there when somebody asks.</param>
/// <param name="Line">Its line, 1-based.</param>
/// <param name="Anchor">Hash of the statement: a saved frame resumes only where it is the same.</param>
/// <param name="Calls">The id of what is called there, or null.</param>
/// <param name="Callee">The same, short.</param>
/// <param name="Contract">What is saved there.</param>
/// <param name="Size">What that takes in a checkpoint.</param>
/// <param name="Iteration">What one iteration of the loop costs; null if it is no loop.</param>
sealed record CutPlan(
    int Number,
    string Id,
    CutKind Kind,
    bool IsOptional,
    int Line,
    string Anchor,
    string? Calls,
    string? Callee,
    IReadOnlyList<ValuePlan> Contract,
    SizeEstimate Size,
    CostEstimate? Iteration);

namespace Weave.Analyzer.Model;

/// <summary>A variable that a switch label binds.</summary>
/// <param name="Variable">The variable, as the section knows it.</param>
/// <param name="Temporary">The variable that takes its value to the section where another statement than the section's own switch tests the pattern.</param>
public sealed record BoundVariable(int Variable, int Temporary);

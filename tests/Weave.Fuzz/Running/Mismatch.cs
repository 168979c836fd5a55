namespace Weave.Fuzz.Running;

/// <summary>A program of which the woven methods are not the plain ones.</summary>
/// <param name="Program">The program.</param>
/// <param name="Kind">What differs, in a few words that stay while the program shrinks.</param>
/// <param name="Detail">Case, regime and difference.</param>
sealed record Mismatch(FuzzProgram Program, string Kind, string Detail);

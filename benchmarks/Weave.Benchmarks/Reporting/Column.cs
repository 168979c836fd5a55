namespace Weave.Benchmarks.Reporting;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Left">True for text, false for figures.</param>
public sealed record Column(string Title, bool Left = false);

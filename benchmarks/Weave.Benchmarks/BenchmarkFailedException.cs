namespace Weave.Benchmarks;

/// <summary>What was measured is not what should have been: there is no figure then, and the exit code is 1.</summary>
public sealed class BenchmarkFailedException(string message) : Exception(message);

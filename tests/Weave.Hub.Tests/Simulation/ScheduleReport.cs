namespace Weave.Cluster.Tests.Simulation;

/// <summary>What became of a schedule.</summary>
/// <param name="Seed">What decided it.</param>
/// <param name="Hash">Names everything that happened: the same seed gives the same.</param>
/// <param name="Events">How many things happened.</param>
/// <param name="Moved">How many moves were made.</param>
/// <param name="Torn">How many stacks were taken apart.</param>
/// <param name="Failures">What went wrong.</param>
sealed record ScheduleReport(int Seed, ulong Hash, long Events, int Moved, int Torn, IReadOnlyList<string> Failures);

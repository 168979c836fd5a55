namespace Weave.Cluster.Tests.Simulation;

/// <summary>What became of a schedule.</summary>
/// <param name="Seed">What decided it.</param>
/// <param name="Hash">Names everything that happened: the same seed gives the same.</param>
/// <param name="Events">How many things happened.</param>
/// <param name="Counts">How often what a schedule should also meet has happened: moves, drains, events raised.</param>
/// <param name="Failures">What went wrong.</param>
sealed record ScheduleReport(int Seed, ulong Hash, long Events, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Failures);

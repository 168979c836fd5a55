namespace Weave.Cluster.Tests.Simulation;

/// <summary>One run of a schedule.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Start">Starts it at a hub.</param>
/// <param name="Wrong">Given its outcome: what is wrong with it, or null.</param>
/// <param name="Effects">What has to have happened outside when it is over, each once.</param>
sealed record Work(string Run, Func<Hub, Task> Start, Func<ReadOnlyMemory<byte>, string?> Wrong, IReadOnlyList<string> Effects);

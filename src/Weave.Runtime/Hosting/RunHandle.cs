namespace Weave;

/// <summary>A run, by its id: what it does, how it ends, and how to end it.</summary>
public class RunHandle
{
    private protected readonly RunDirectory Directory;
    readonly Lazy<Task<RunStatus>> ended;

    internal RunHandle(RunDirectory directory, string id)
    {
        Directory = directory;
        Id = id;
        ended = new(() => directory.WhenEndedAsync(id));
    }

    /// <summary>The run's id.</summary>
    public string Id { get; }

    /// <summary>What is known of it now.</summary>
    /// <exception cref="RunNotFoundException">It is not in the store any more.</exception>
    public RunStatus Status => Directory.StatusAsync(Id).AsTask().GetAwaiter().GetResult();

    /// <summary>Completes with its last status when it is over, however it ended. Faults only if it has stopped in this process without ending.</summary>
    public Task<RunStatus> Ended => ended.Value;

    /// <summary>What is known of it now, from the store if it is not at work here.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public ValueTask<RunStatus> StatusAsync(CancellationToken cancel = default) => Directory.StatusAsync(Id, cancel);

    /// <summary>
    /// Cancels the run: <see cref="RunCancelledException"/> is thrown once inside it, at its next cut; a step under way ends first. User code may catch it and clean up. Returns when the request is durable.
    /// Nothing happens to a run that has ended, nor the second time.
    /// </summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task CancelAsync(CancellationToken cancel = default) => Directory.CancelAsync(Id, cancel);

    /// <summary>Raises an event for the run: see <see cref="Hub.RaiseAsync{T}"/>.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="id">Names the event within the run; null for a new one.</param>
    /// <param name="cancel">Ends the wait.</param>
    public Task RaiseAsync<T>(string name, T value, string? id = null, CancellationToken cancel = default) => Directory.RaiseAsync(Id, name, value, id, cancel);

    /// <summary>Drops the run without running any more of its code. Returns when the request is durable. Nothing happens to a run that has ended.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task TerminateAsync(CancellationToken cancel = default) => Directory.TerminateAsync(Id, cancel);

    /// <summary>Lets a run that failed, was quarantined or is blocked here go on from its last checkpoint. Returns when the request is durable.</summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task ResumeAsync(CancellationToken cancel = default) => Directory.ResumeAsync(Id, toNewCode: false, cancel);

    /// <summary>
    /// Brings a run that failed, was quarantined or is blocked to the code of the hub that runs it, whatever module it is pinned to, and lets it go on from its last
    /// checkpoint. A run whose state does not map to that code fails, with the reason as its outcome, and keeps its checkpoint and its module. Returns when the request is durable.
    /// </summary>
    /// <param name="cancel">Ends the wait.</param>
    public Task ResumeWithNewCodeAsync(CancellationToken cancel = default) => Directory.ResumeAsync(Id, toNewCode: true, cancel);
}

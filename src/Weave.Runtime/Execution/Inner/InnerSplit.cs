namespace Weave.Execution;

/// <summary>A wish that the inner frames of a run become a run of their own, between the one who has it and the run's worker.</summary>
/// <param name="machine">Where those who ask go on.</param>
sealed class InnerSplit(Machine machine)
{
    const int Asked = 0;
    const int Begun = 1;
    const int Over = 2;

    readonly Completion<SplitEnd> ended = machine.NewCompletion<SplitEnd>();
    int phase;

    /// <summary>What came of it.</summary>
    public Task<SplitEnd> Ended => ended.Task;

    /// <summary>Called by the worker: from here on it cannot be taken back. False if it was.</summary>
    public bool Begin() => Interlocked.CompareExchange(ref phase, Begun, Asked) == Asked;

    /// <summary>Takes the wish back. False if it is too late: it will end soon.</summary>
    public bool GiveUp() => Interlocked.CompareExchange(ref phase, Over, Asked) == Asked;

    public void End(SplitEnd end) => ended.TrySet(end);
}

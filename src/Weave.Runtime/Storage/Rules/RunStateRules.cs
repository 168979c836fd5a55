namespace Weave.Storage;

/// <summary>What a state means to a store.</summary>
static class RunStateRules
{
    /// <summary>No owner claims it and no claim's commit reaches it.</summary>
    public static bool IsFinal(this RunState state) => state is not (RunState.Ready or RunState.Waiting);

    /// <summary>Final, but kept whole: a <see cref="MessageKind.Resume"/> message puts it back to work.</summary>
    public static bool IsResumable(this RunState state) => state is RunState.Failed or RunState.Quarantined;

    /// <summary>Final for good: checkpoints, inbox and timers are dropped, and messages no longer have an effect.</summary>
    public static bool IsClosed(this RunState state) => state.IsFinal() && !state.IsResumable();
}

using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>A <see cref="ForeignFrame"/> on one kind of awaiter.</summary>
/// <param name="awaiter">The live awaiter, not complete when the frame was made.</param>
/// <param name="isCompleted">Asks it.</param>
/// <param name="deliver">Takes its result.</param>
sealed class AwaiterFrame<TAwaiter>(TAwaiter awaiter, Func<TAwaiter, bool> isCompleted, Action<RunContext, TAwaiter> deliver) : ForeignFrame
    where TAwaiter : ICriticalNotifyCompletion
{
    public override bool IsCompleted => isCompleted(awaiter);

    public override void OnCompleted(Action completed) => awaiter.UnsafeOnCompleted(completed);

    public override void Deliver(RunContext ctx) => deliver(ctx, awaiter);
}

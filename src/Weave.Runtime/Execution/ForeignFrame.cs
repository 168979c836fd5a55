using Weave.State;

namespace Weave.Execution;

/// <summary>A strand that awaits a task Weave does not own. The task is live, so this frame is never encoded: the last commit stands until the wait is over.</summary>
abstract class ForeignFrame : WaitFrame
{
    static readonly FragmentFunction<Unit> Info = new(
        "await",
        [new CutInfo("await", "weave-await-1", "")],
        static () => throw new CorruptStateException("A checkpoint holds an await of a live task."));

    public sealed override FragmentFunction Function => Info;

    /// <summary>True when the task is complete.</summary>
    public abstract bool IsCompleted { get; }

    /// <summary>Has <paramref name="completed"/> called once, on any thread, when the task is complete.</summary>
    public abstract void OnCompleted(Action completed);

    /// <summary>Leaves the task's result for the frame below; throws the task's exception.</summary>
    public abstract void Deliver(RunContext ctx);

    public sealed override void Write(StateWriter writer) => throw new InvalidOperationException("An await of a live task cannot be saved.");

    public sealed override void Read(StateReader reader) => throw new InvalidOperationException("An await of a live task cannot be loaded.");
}

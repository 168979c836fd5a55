using Weave.State;

namespace Weave.Execution;

/// <summary>A strand in <see cref="Durable.Checkpoint"/>: the wait is over when the commit that saves this frame is durable.</summary>
sealed class CheckpointFrame : WaitFrame
{
    public static readonly FragmentFunction<Unit> Info = new(
        "Weave.Durable.Checkpoint()",
        [new CutInfo("Checkpoint", "weave-checkpoint-1", "")],
        static () => new CheckpointFrame());

    public override FragmentFunction Function => Info;

    public override void Write(StateWriter writer)
    {
    }

    public override void Read(StateReader reader)
    {
    }
}

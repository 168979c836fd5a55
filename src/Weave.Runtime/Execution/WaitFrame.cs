namespace Weave.Execution;

/// <summary>The runtime's own innermost frame of a strand that waits for something other than a step. It is never entered: the engine ends the wait and feeds the frame below.</summary>
abstract class WaitFrame : Frame
{
    public sealed override void Resume(RunContext ctx) => throw new InvalidOperationException("A wait frame is served by the engine, not entered.");
}

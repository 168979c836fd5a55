using System.ComponentModel;
using Weave.Execution;

namespace Weave;

/// <summary>The waits and services a fragment function can use. Outside a run they do what plain C# would do.</summary>
public static class Durable
{
    /// <summary>Waits; inside a run the wait is durable: it costs no thread, and the run goes on after a restart when the time has come. Outside a run: a plain delay of the task library.</summary>
    /// <param name="delay">How long; zero or more.</param>
    public static Task Delay(TimeSpan delay) => throw new NotImplementedException();

    /// <summary>Commits a checkpoint here: when it returns, everything before it survives the process. Outside a run: nothing.</summary>
    public static Task Checkpoint() => throw new NotImplementedException();

    /// <summary>Inside a <see cref="StepAttribute">step</see> that a run executes: the same for every attempt of that step and for no other step. Outside a run: a new Guid per call.</summary>
    public static string IdempotencyKey => throw new NotImplementedException();

#pragma warning disable IDE1006 // the woven twins
    /// <summary>The woven twin of <see cref="Delay"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Delay__woven(RunContext ctx, TimeSpan delay) => throw new NotImplementedException();

    /// <summary>The woven twin of <see cref="Checkpoint"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Checkpoint__woven(RunContext ctx) => throw new NotImplementedException();
#pragma warning restore IDE1006
}

using System.ComponentModel;

namespace Weave.Execution;

/// <summary>
/// Process-bound waits: awaits of tasks that Weave does not own. The twins below return at once if the task is complete; if not, the strand
/// parks on the live task and is not encoded until it completes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ForeignWait
{
#pragma warning disable IDE1006, CS1591 // twins of the await operator, named as all woven twins are
    public static void Await__woven(RunContext ctx, Task task) => throw new NotImplementedException();
    public static T Await__woven<T>(RunContext ctx, Task<T> task) => throw new NotImplementedException();
    public static void Await__woven(RunContext ctx, ValueTask task) => throw new NotImplementedException();
    public static T Await__woven<T>(RunContext ctx, ValueTask<T> task) => throw new NotImplementedException();
    public static void Await__woven(RunContext ctx, System.Runtime.CompilerServices.ConfiguredTaskAwaitable task) => throw new NotImplementedException();
    public static T Await__woven<T>(RunContext ctx, System.Runtime.CompilerServices.ConfiguredTaskAwaitable<T> task) => throw new NotImplementedException();
    public static void Await__woven(RunContext ctx, System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable task) => throw new NotImplementedException();
    public static T Await__woven<T>(RunContext ctx, System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable<T> task) => throw new NotImplementedException();
#pragma warning restore IDE1006, CS1591
}

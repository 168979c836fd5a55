using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Weave.Execution;

/// <summary>
/// Process-bound waits: awaits of tasks that Weave does not own. The twins below return at once if the task is complete; if not, the strand
/// parks on the live task and is not encoded until it completes.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ForeignWait
{
#pragma warning disable IDE1006, CS1591 // twins of the await operator, named as all woven twins are
    public static void Await__woven(RunContext ctx, Task task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            awaiter.GetResult();
        else
            ctx.Save(new AwaiterFrame<TaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => End(c, a.GetResult)));
    }

    public static T Await__woven<T>(RunContext ctx, Task<T> task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            return awaiter.GetResult();
        ctx.Save(new AwaiterFrame<TaskAwaiter<T>>(awaiter, static a => a.IsCompleted, static (c, a) => c.Return(a.GetResult())));
        return default!;
    }

    public static void Await__woven(RunContext ctx, ValueTask task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            awaiter.GetResult();
        else
            ctx.Save(new AwaiterFrame<ValueTaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => End(c, a.GetResult)));
    }

    public static T Await__woven<T>(RunContext ctx, ValueTask<T> task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            return awaiter.GetResult();
        ctx.Save(new AwaiterFrame<ValueTaskAwaiter<T>>(awaiter, static a => a.IsCompleted, static (c, a) => c.Return(a.GetResult())));
        return default!;
    }

    public static void Await__woven(RunContext ctx, ConfiguredTaskAwaitable task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            awaiter.GetResult();
        else
            ctx.Save(new AwaiterFrame<ConfiguredTaskAwaitable.ConfiguredTaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => End(c, a.GetResult)));
    }

    public static T Await__woven<T>(RunContext ctx, ConfiguredTaskAwaitable<T> task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            return awaiter.GetResult();
        ctx.Save(new AwaiterFrame<ConfiguredTaskAwaitable<T>.ConfiguredTaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => c.Return(a.GetResult())));
        return default!;
    }

    public static void Await__woven(RunContext ctx, ConfiguredValueTaskAwaitable task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            awaiter.GetResult();
        else
            ctx.Save(new AwaiterFrame<ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => End(c, a.GetResult)));
    }

    public static T Await__woven<T>(RunContext ctx, ConfiguredValueTaskAwaitable<T> task)
    {
        var awaiter = task.GetAwaiter();
        if (awaiter.IsCompleted)
            return awaiter.GetResult();
        ctx.Save(new AwaiterFrame<ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter>(awaiter, static a => a.IsCompleted, static (c, a) => c.Return(a.GetResult())));
        return default!;
    }

    /// <summary>A strand gives way to others by its time slices: asking for it means nothing more.</summary>
    public static void Await__woven(RunContext ctx, YieldAwaitable yield)
    {
    }
#pragma warning restore IDE1006, CS1591

    static void End(RunContext ctx, Action getResult)
    {
        getResult();
        ctx.Return();
    }
}

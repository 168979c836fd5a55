using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Weave.Execution;

/// <summary>
/// One line of execution: a stack of frames, and the trampoline that runs it. The innermost frame runs on the native stack; its value or
/// exception is fed to the next one. A frame that did not run stays the same object, so a delta can tell; depth costs nothing on resume.
/// </summary>
/// <param name="id">Hierarchical id inside the run; <c>0</c> is the root.</param>
[StackTraceHidden]
sealed class Strand(string id)
{
    /// <summary>Beyond this many rethrows through heap frames an exception keeps the stack trace it has: adding to it costs the square of the depth.</summary>
    const int TracedRethrows = 64;

    /// <summary>What an entry may be allowed before the frame is taken to make progress no other way than with the whole native stack.</summary>
    const int LargestAllowance = 64 << 10;

    readonly List<Frame> stack = [];
    Dictionary<FragmentFunction, int>? entryAllowances;

    public string Id => id;

    public RunContext Context { get; } = new();

    /// <summary>A frame that shall be entered on this host although its function would be better off elsewhere.</summary>
    public Frame? Admitted { get; set; }

    /// <summary>True for a driver that asks for a stop at every poll: a function is then let in past its entry, or it would never get further. A request of an engine is taken back when it has been served.</summary>
    public bool StandingRequests { get; init; }

    /// <summary>The frames, outermost first. Valid while the strand does not run.</summary>
    public IReadOnlyList<Frame> Frames => stack;

    public Frame? Innermost => stack.Count == 0 ? null : stack[^1];

    /// <summary>Replaces all frames and forgets everything else.</summary>
    public void Load(IEnumerable<Frame> frames)
    {
        Context.Reset();
        var loaded = frames.ToArray();
        stack.Clear();
        stack.AddRange(loaded);
    }

    /// <summary>Replaces the frames by equal ones, keeping an outcome or cancellation on its way.</summary>
    public void Replace(IReadOnlyList<Frame> frames)
    {
        if (ReferenceEquals(frames, stack))
            return;
        var replacement = frames.ToArray();
        stack.Clear();
        stack.AddRange(replacement);
    }

    /// <summary>Ends the innermost wait with a value.</summary>
    public void EndWait(Outcome value)
    {
        stack.RemoveAt(stack.Count - 1);
        Context.Deliver(value);
    }

    /// <summary>Ends the innermost wait with an exception.</summary>
    public void EndWait(ExceptionDispatchInfo error)
    {
        stack.RemoveAt(stack.Count - 1);
        Context.Fail(error);
    }

    /// <summary>Ends the innermost wait with nothing.</summary>
    public void EndWait() => EndWait(new Outcome<Unit>());

    /// <summary>Ends a completed wait for a foreign task with that task's outcome.</summary>
    public void EndWait(ForeignFrame completed)
    {
        stack.RemoveAt(stack.Count - 1);
        try
        {
            completed.Deliver(Context);
        }
        catch (Exception e)
        {
            Context.Fail(ExceptionDispatchInfo.Capture(e));
        }
    }

    /// <summary>Throws the cancellation that is due in place of the innermost wait, if both are there.</summary>
    public bool CancelWait()
    {
        if (Context.HasOutcome || Innermost is not (WaitFrame or StepFrame) || !Context.TakeCancel())
            return false;
        EndWait(ExceptionDispatchInfo.Capture(new RunCancelledException()));
        return true;
    }

    /// <summary>Runs on the current thread until there is a reason to stop. A native stack that is used up is none: what was captured goes on from the heap.</summary>
    /// <param name="limit">The lowest stack address at which a woven function may be entered.</param>
    /// <exception cref="CaptureFailedException">What was captured is not whole: the strand must be loaded again.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public StrandStop Run(nuint limit)
    {
        var ctx = Context;
        var rethrows = 0;
        ctx.Attach(limit);
        try
        {
            while (stack.Count > 0)
            {
                var frame = stack[^1];
                if (!ctx.HasOutcome)
                {
                    if (frame is WaitFrame or StepFrame)
                        return StrandStop.Waiting;
                    if (frame.Cut == 0 && ctx.TakeCancel())
                    {
                        EndWait(ExceptionDispatchInfo.Capture(new RunCancelledException()));
                        continue;
                    }
                }

                if (frame.Function.IsPlaced && !ctx.HasOutcome)
                {
                    if (frame != Admitted && ctx.Host?.Refuses(frame.Function) == true)
                        return StrandStop.Misplaced;
                    if (frame.Cut == 0)
                        ctx.Admit(frame.Function);
                }

                // What cannot be read is nobody's exception: the stack stays as it is.
                frame.Sleeping?.Wake(frame);
                stack.RemoveAt(stack.Count - 1);
                var fed = ctx.Error;
                if (frame.Cut == 0 && StandingRequests && ctx.Request != 0)
                    ctx.AllowEntry(EntryLimit(frame.Function));
                try
                {
                    frame.Resume(ctx);
                }
                catch (Exception e)
                {
                    if (ctx.Unwinding)
                        throw new CaptureFailedException(e);
                    if (fed is not null && ReferenceEquals(e, fed.SourceException) && ++rethrows > TracedRethrows)
                        ctx.Fail(fed);
                    else
                        ctx.Fail(ExceptionDispatchInfo.Capture(e));
                }

                if (ctx.Unwinding && Append(frame))
                    return StrandStop.Requested;
            }

            return StrandStop.Finished;
        }
        finally
        {
            ctx.Detach();
        }
    }

    /// <summary>Turns the captured slice into the top of the stack. True if a request was the reason.</summary>
    public bool AppendCaptured()
    {
        var slice = Context.Slice;
        for (var i = slice.Count - 1; i >= 0; i--)
            stack.Add(slice[i]);
        slice.Clear();
        Context.Unwinding = false;
        Context.ArmLimit();
        return Context.Request != 0 && stack[^1] is not (WaitFrame or StepFrame);
    }

    /// <summary>Turns what <paramref name="ran"/> left into the top of the stack. False if the strand shall just go on.</summary>
    bool Append(Frame ran)
    {
        var slice = Context.Slice;
        var entryAgain = ran.Cut == 0 && slice.Count == 1 && slice[0].Cut == 0 && slice[0].Function == ran.Function;
        if (!AppendCaptured())
            return false;
        if (!entryAgain || !StandingRequests)
            return true;

        // The request stopped the frame before it did anything: it is let in a little deeper, so that a standing request does not stop it for ever.
        entryAllowances ??= [];
        entryAllowances[ran.Function] = entryAllowances.GetValueOrDefault(ran.Function) + 16;
        return false;
    }

    /// <summary>The limit at which <paramref name="function"/> itself may be entered but the calls it makes are stopped, as far as that has been learned.</summary>
    nuint EntryLimit(FragmentFunction function)
    {
        var allowance = entryAllowances?.GetValueOrDefault(function) ?? 0;
        return allowance > LargestAllowance ? 0 : NativeStack.LimitBelow((nuint)allowance);
    }
}

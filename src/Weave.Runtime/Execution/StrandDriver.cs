using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weave.Testing;

namespace Weave.Execution;

/// <summary>
/// Runs woven code on the current thread without engine or store: what equivalence tests and benchmarks stand on. Steps are executed in place,
/// delays are skipped or waited for, awaits of live tasks block the thread. One driver runs one strand at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StrandDriver
{
    readonly Strand strand;
    readonly StrandDriverOptions options;
    int steps;

    /// <param name="options">How to run; null for no stops but those asked for.</param>
    public StrandDriver(StrandDriverOptions? options = null)
    {
        this.options = options ?? new();
        strand = new("0") { StandingRequests = this.options.Policy.ArmedAfter(0) };
        strand.Context.KeepsAll = this.options.Handles;
    }

    /// <summary>Captures at polls and entries so far, shown to the hook or not.</summary>
    public long Captures { get; private set; }

    /// <summary>Times the hook was called.</summary>
    public long Shown { get; private set; }

    /// <summary>Attempts at steps so far.</summary>
    public int StepAttempts { get; private set; }

    /// <summary>Asks the strand to stop at its next poll; callable from any thread. A cancel is thrown there.</summary>
    public void RequestStop(StopRequest request = StopRequest.Checkpoint) => strand.Context.RequestStop(request);

    /// <summary>
    /// Makes the context ready for calling a woven method directly, as its woven caller would: for measuring and for proving that nothing is allocated.
    /// When the method returns with <see cref="RunContext.Unwinding"/> set, <see cref="ResumeCaptured{TResult}"/> takes what was captured and goes on.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public RunContext Attach()
    {
        strand.Load([]);
        strand.Context.Attach(NativeStack.LimitBelow((nuint)options.StackBudget));
        return strand.Context;
    }

    /// <summary>Goes on from what a directly called woven method captured, to its end.</summary>
    public TResult ResumeCaptured<TResult>()
    {
        if (!strand.Context.Unwinding)
            throw new InvalidOperationException("Nothing was captured: the method has returned its result.");
        if (strand.AppendCaptured())
            Captured();
        return Finish<TResult>();
    }

    /// <summary>Goes on from frames that were captured or loaded elsewhere, outermost first, to the end.</summary>
    public TResult Resume<TResult>(IReadOnlyList<Frame> frames)
    {
        strand.Load(frames);
        return Finish<TResult>();
    }

    /// <summary>Runs a call to its end on this thread: its value, or its exception.</summary>
    public TResult Run<TResult>(FragmentCall<TResult> call) => Resume<TResult>([call.Frame]);

    TResult Finish<TResult>()
    {
        var scope = RunScope.Current;
        var synchronization = SynchronizationContext.Current;
        RunScope.Current = RunScope.Run;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Drive();
            return Take<TResult>();
        }
        finally
        {
            strand.Context.Detach();
            SynchronizationContext.SetSynchronizationContext(synchronization);
            RunScope.Current = scope;
        }
    }

    void Drive()
    {
        while (Advance())
            Wait();
    }

    /// <summary>Runs until the strand waits (true) or its outermost function is finished (false).</summary>
    internal bool Advance()
    {
        while (true)
        {
            if (options.Policy.ArmedAfter(Captures))
                strand.Context.RequestStop(StopRequest.Checkpoint);
            switch (strand.Run(NativeStack.LimitBelow((nuint)options.StackBudget)))
            {
                case StrandStop.Finished:
                    return false;
                case StrandStop.Requested:
                    Captured();
                    break;
                case StrandStop.Waiting:
                    TakeRequests();
                    if (!strand.CancelWait())
                        return true;
                    break;
            }
        }
    }

    /// <summary>What the outermost function gave: its value, or its exception.</summary>
    internal TResult Take<TResult>()
    {
        strand.Context.Attach(0);
        try
        {
            return strand.Context.Take<TResult>();
        }
        finally
        {
            strand.Context.Detach();
        }
    }

    /// <summary>The strand, for who serves its waits himself.</summary>
    internal Strand Strand => strand;

    void Captured()
    {
        TakeRequests();
        if (options.Policy.StopsAt(++Captures))
            Show();
    }

    void TakeRequests()
    {
        if (strand.Context.TakeRequests().HasFlag(StopRequest.Cancel))
            strand.Context.CancelAtNextCut();
    }

    /// <summary>Shows the frames to the hook.</summary>
    internal void Show()
    {
        if (options.AtStop is { } stop)
        {
            Shown++;
            stop(strand);
            return;
        }

        if (options.OnCaptured is not { } hook)
            return;
        Shown++;
        strand.Replace(hook(strand.Frames));
    }

    void Wait()
    {
        switch (strand.Innermost)
        {
            case ForeignFrame foreign:
                var completed = new ManualResetEventSlim(); // not disposed: whoever completes the task may still be inside Set
                if (!foreign.IsCompleted)
                {
                    foreign.OnCompleted(completed.Set);
                    completed.Wait();
                }

                strand.EndWait(foreign);
                break;
            case DelayFrame delay:
                delay.Fix((options.Time ?? TimeProvider.System).GetUtcNow());
                Show();
                if (options.Time is { } time)
                    WaitUntil(((DelayFrame)strand.Innermost!).Due!.Value, time);
                strand.EndWait();
                break;
            case EventFrame wait:
                wait.Fix((options.Time ?? TimeProvider.System).GetUtcNow());
                Show();
                TestEvents.EndWait(strand, (EventFrame)strand.Innermost!);
                break;
            case StepFrame:
                Show();
                Execute((StepFrame)strand.Innermost!);
                break;
            default:
                Show();
                strand.EndWait();
                break;
        }
    }

    static void WaitUntil(DateTimeOffset due, TimeProvider time)
    {
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            var elapsed = new ManualResetEventSlim();
            var sleep = left < TimeSpan.FromDays(1) ? left : TimeSpan.FromDays(1);
            using var timer = time.CreateTimer(static e => ((ManualResetEventSlim)e!).Set(), elapsed, sleep, Timeout.InfiniteTimeSpan);
            elapsed.Wait();
        }
    }

    void Execute(StepFrame step)
    {
        var key = $"{options.RunId}/{strand.Id}#{++steps}";
        for (var attempt = 0; ; attempt++)
        {
            StepAttempts++;
            try
            {
                strand.EndWait(Attempt(step, key));
                return;
            }
            catch (Exception) when (attempt < step.Retries)
            {
                // Made again at once: a driver waits for nothing that it can skip.
            }
            catch (Exception e)
            {
                strand.EndWait(ExceptionDispatchInfo.Capture(e));
                return;
            }
        }
    }

    static Outcome Attempt(StepFrame step, string key)
    {
        RunScope.Current = new RunScope(key);
        try
        {
            return step.AttemptAsync().GetAwaiter().GetResult();
        }
        finally
        {
            RunScope.Current = RunScope.Run;
        }
    }
}

using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>
/// One call that goes through the woven method. It waits as plain C# does: a synchronous call on its thread, an asynchronous one by giving its task back at the first wait
/// that is not over, and going on where that wait's awaiter says. Steps and durable waits do what they do outside of a run.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ChaosCall
{
    const int FirstBudget = 256 << 10;
    const int LeastBudget = 64 << 10;

    readonly ChaosReport session;
    readonly Schedule schedule;
    readonly StrandDriver driver;
    readonly Ferry ferry;

    internal ChaosCall(ChaosReport session, FragmentFunction function, ChaosCall? outer)
    {
        this.session = session;
        Depth = outer is null ? 0 : outer.Depth + 1;

        // A call inside a call spends from the same budget.
        schedule = outer?.schedule ?? new Schedule(session.Regime, session.ShallWatch(function), session.SeedOf(function));
        ferry = new Ferry(session.Regime, schedule, new() { Repeat = session.Repeat });
        driver = new StrandDriver(new()
        {
            Policy = StopPolicy.While(() => schedule.IsArmed),
            AtStop = ferry.Stop,
            Handles = true,
            StackBudget = Math.Max(FirstBudget >> Depth, LeastBudget),
        });
    }

    /// <summary>How many calls of this thread it stands in.</summary>
    internal int Depth { get; }

    /// <summary>Runs a synchronous function.</summary>
    public TResult Run<TResult>(Frame entry)
    {
        session.CountWoven();
        driver.Strand.Load([entry]);
        try
        {
            while (Advance())
                WaitHere();
            return driver.Take<TResult>();
        }
        finally
        {
            session.CountCaptures(ferry.Captures);
        }
    }

    /// <summary>Runs a synchronous function that gives nothing.</summary>
    public void Run(Frame entry) => Run<Unit>(entry);

    /// <summary>Runs an asynchronous function.</summary>
    public async Task<TResult> RunAsync<TResult>(Frame entry)
    {
        session.CountWoven();
        driver.Strand.Load([entry]);
        try
        {
            while (Advance())
            {
                switch (driver.Strand.Innermost)
                {
                    case ForeignFrame { IsCompleted: false } foreign:
                        await new ForeignAwaiter(foreign);
                        EndForeignWait(foreign);
                        break;
                    case ForeignFrame foreign:
                        EndForeignWait(foreign);
                        break;
                    case DelayFrame:
                        Show();
                        await Durable.Delay(((DelayFrame)driver.Strand.Innermost!).Delay);
                        driver.Strand.EndWait();
                        break;
                    case EventFrame:
                        Show();
                        TestEvents.EndWait(driver.Strand, (EventFrame)driver.Strand.Innermost!);
                        break;
                    case StepFrame:
                        Show();
                        var attempt = ((StepFrame)driver.Strand.Innermost!).AttemptAsync();
                        await Settled(attempt);
                        EndStep(attempt);
                        break;
                    default:
                        Show();
                        driver.Strand.EndWait();
                        break;
                }
            }

            return driver.Take<TResult>();
        }
        finally
        {
            session.CountCaptures(ferry.Captures);
        }
    }

    /// <summary>Runs an asynchronous function that gives nothing.</summary>
    public Task RunAsync(Frame entry) => RunAsync<Unit>(entry);

    /// <summary>Runs an asynchronous function that returns a value task.</summary>
    public ValueTask<TResult> RunValueAsync<TResult>(Frame entry) => new(RunAsync<TResult>(entry));

    /// <summary>Runs an asynchronous function that returns a value task without a value.</summary>
    public ValueTask RunValueAsync(Frame entry) => new(RunAsync<Unit>(entry));

    bool Advance()
    {
        var outer = Chaos.Exchange(this);
        try
        {
            return Noting(driver.Advance);
        }
        finally
        {
            Chaos.Exchange(outer);
        }
    }

    void Show() => Noting(() =>
    {
        driver.Show();
        return true;
    });

    /// <summary>A mismatch is noted where it is found: what it passes on its way may swallow it.</summary>
    T Noting<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (StateMismatchException mismatch)
        {
            session.Add(mismatch);
            throw;
        }
    }

    void WaitHere()
    {
        Show();
        if (driver.Strand.Innermost is StepFrame step)
        {
            var attempt = step.AttemptAsync();
            ((IAsyncResult)attempt).AsyncWaitHandle.WaitOne();
            EndStep(attempt);
        }
        else if (driver.Strand.Innermost is EventFrame wait)
        {
            TestEvents.EndWait(driver.Strand, wait);
        }
        else
        {
            driver.Strand.EndWait();
        }
    }

    void EndStep(Task<Outcome> attempt)
    {
        if (attempt.IsCompletedSuccessfully)
            driver.Strand.EndWait(attempt.Result);
        else
            driver.Strand.EndWait(ErrorOf(attempt));
    }

    static ExceptionDispatchInfo ErrorOf(Task attempt)
    {
        try
        {
            attempt.GetAwaiter().GetResult();
            throw new InvalidOperationException("The step has not failed.");
        }
        catch (Exception e)
        {
            return ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>The wait is over, its outcome is on its way to the frame below: a cut like any other.</summary>
    void EndForeignWait(ForeignFrame foreign)
    {
        driver.Strand.EndWait(foreign);
        if (schedule.IsArmed && driver.Strand.Frames.Count > 0)
            Show();
    }

    static async Task Settled(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception)
        {
            // The strand takes it from the task.
        }
    }

    /// <summary>Awaits what the woven code awaits, by its own awaiter: the continuation runs where plain C# would run it.</summary>
    readonly struct ForeignAwaiter(ForeignFrame frame) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => frame.IsCompleted;

        public ForeignAwaiter GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => frame.OnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => frame.OnCompleted(continuation);
    }
}

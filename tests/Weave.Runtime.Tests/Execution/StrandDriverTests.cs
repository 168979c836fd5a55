using Weave.Execution;

namespace Weave.Runtime.Tests.Execution;

public class StrandDriverTests
{
    [Fact]
    public void Without_a_stop_a_call_just_runs()
    {
        var driver = new StrandDriver();

        Assert.Equal(4950, driver.Run(Woven.Sum(100)));
        Assert.Equal(0, driver.Captures);
    }

    [Fact]
    public void A_loop_stopped_at_every_poll_gives_the_same_value()
    {
        var driver = new StrandDriver(new() { Policy = StopPolicy.EveryPoll });

        Assert.Equal(4950, driver.Run(Woven.Sum(100)));
        Assert.Equal(100, driver.Captures);
    }

    [Fact]
    public void Recursion_stopped_at_every_entry_gives_the_same_value_and_really_stops()
    {
        var deepest = 0;
        var driver = new StrandDriver(new()
        {
            Policy = StopPolicy.EveryPoll,
            OnCaptured = frames =>
            {
                deepest = Math.Max(deepest, frames.Count);
                return frames;
            },
        });

        Assert.Equal(610, driver.Run(Woven.Fib(15)));
        Assert.True(driver.Captures > 100, $"{driver.Captures} captures");
        Assert.True(deepest > 8, $"deepest stack {deepest}");
    }

    [Fact]
    public void Frames_that_did_not_run_stay_the_same_objects()
    {
        List<Frame> before = [];
        var kept = 0;
        var driver = new StrandDriver(new()
        {
            Policy = StopPolicy.EveryPoll,
            OnCaptured = frames =>
            {
                kept += frames.Zip(before, ReferenceEquals).TakeWhile(same => same).Count();
                Assert.DoesNotContain(frames[^1], before);
                before = [.. frames];
                return frames;
            },
        });

        driver.Run(Woven.Fib(12));

        Assert.True(kept > 50, $"{kept} frames kept");
    }

    [Fact]
    public void The_nth_capture_alone_is_shown()
    {
        var seen = new List<int>();
        var driver = new StrandDriver(new()
        {
            Policy = StopPolicy.Nth(7),
            OnCaptured = frames =>
            {
                seen.Add(((Woven.SumFrame)frames[0]).i);
                return frames;
            },
        });

        Assert.Equal(4950, driver.Run(Woven.Sum(100)));
        Assert.Equal([7], seen);
        Assert.Equal(7, driver.Captures);
    }

    [Fact]
    public void Recursion_goes_deeper_than_the_native_stack()
    {
        Assert.Equal(1_000_000, new StrandDriver().Run(Woven.Deep(1_000_000)));
    }

    [Fact]
    public void An_exception_crosses_many_heap_frames()
    {
        var thrown = Assert.Throws<FormatException>(() => new StrandDriver().Run(Woven.Deep(20_000, fail: true)));

        Assert.Contains("Deep__woven", thrown.StackTrace);
    }

    [Fact]
    public void A_hot_loop_is_stopped_from_another_thread()
    {
        using var captured = new ManualResetEventSlim();
        var driver = new StrandDriver(new()
        {
            OnCaptured = frames =>
            {
                var sum = (Woven.SumFrame)frames[0];
                sum.n = sum.i;
                captured.Set();
                return frames;
            },
        });
        var asker = new Thread(() =>
        {
            while (!captured.Wait(1))
                driver.RequestStop();
        });
        asker.Start();

        driver.Run(Woven.Sum(int.MaxValue));
        asker.Join();

        Assert.True(driver.Captures >= 1);
    }

    [Fact]
    public void A_cancel_is_thrown_at_the_next_poll()
    {
        var driver = new StrandDriver();
        driver.RequestStop(StopRequest.Cancel);

        Assert.Throws<RunCancelledException>(() => driver.Run(Woven.Sum(100)));
    }

    [Fact]
    public void A_context_on_another_thread_is_refused()
    {
        var context = new StrandDriver().Attach();
        Exception? thrown = null;
        var other = new Thread(() => thrown = Record.Exception(() => context.Save(new Woven.SumFrame())));
        other.Start();
        other.Join();

        Assert.IsType<ContextMisuseException>(thrown);
    }

    [Fact]
    public void A_call_that_is_not_captured_allocates_nothing()
    {
        var context = new StrandDriver().Attach();
        Woven.Fib__woven(context, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Woven.Fib__woven(context, 20);
        Woven.Sum__woven(context, 1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_direct_call_that_was_captured_goes_on()
    {
        var driver = new StrandDriver();
        var context = driver.Attach();
        driver.RequestStop();

        Woven.Sum__woven(context, 100);

        Assert.True(context.Unwinding);
        Assert.Equal(4950, driver.ResumeCaptured<long>());
    }
}

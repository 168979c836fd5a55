using Weave.Execution;
using Weave.Runtime.Tests.Hosting;
using Weave.Runtime.Tests.State;
using Weave.State;

namespace Weave.Runtime.Tests.Execution;

public class StrandDriverWaitTests
{
    static StrandDriverOptions EveryCutDecoded(List<string>? cuts = null)
    {
        var symbols = new TestSymbols();
        return new()
        {
            Policy = StopPolicy.EveryPoll,
            OnCaptured = frames =>
            {
                cuts?.Add(frames[^1].Function.Cuts[frames[^1].Cut].Id);
                return [.. frames.Select(f => StateBytes.DecodeFrame(StateBytes.EncodeFrame(f, symbols), symbols))];
            },
        };
    }

    [Fact]
    public void Steps_delays_and_checkpoints_are_shown_and_done_in_place()
    {
        var keys = new List<string>();
        var cuts = new List<string>();
        var script = new Script()
            .Step(x => { keys.Add(Durable.IdempotencyKey); return Task.FromResult(x + 1); })
            .Delay(TimeSpan.FromDays(1000))
            .Checkpoint()
            .Step(x => { keys.Add(Durable.IdempotencyKey); return Task.FromResult(x * 10); });
        var driver = new StrandDriver(EveryCutDecoded(cuts));

        Assert.Equal(50, driver.Run(script.Call(4)));

        Assert.Equal(["Step", "Run/for", "Delay", "Run/for", "Checkpoint", "Run/for", "Step", "Run/for"], cuts);
        Assert.Equal(2, keys.Distinct().Count());
        Assert.Equal(2, driver.StepAttempts);
    }

    [Fact]
    public void Retries_are_made_and_the_last_failure_is_thrown()
    {
        var attempts = 0;
        var driver = new StrandDriver(EveryCutDecoded());
        var script = new Script { Retries = 2 }.Step(_ => throw new FormatException($"attempt {++attempts}"));

        Assert.Equal("attempt 3", Assert.Throws<FormatException>(() => driver.Run(script.Call())).Message);
    }

    [Fact]
    public async Task A_delay_is_waited_for_with_a_clock()
    {
        var time = new FakeTime();
        var began = time.GetUtcNow();
        var script = new Script().Delay(TimeSpan.FromDays(2)).Do(_ => (time.GetUtcNow() - began).Days);
        var driver = new StrandDriver(EveryCutDecoded() with { Time = time });
        var running = Task.Run(() => driver.Run(script.Call()));
        while (!running.IsCompleted)
        {
            if (time.HasTimerIn(TimeSpan.FromDays(1)))
                time.Advance(TimeSpan.FromDays(1));
            await Task.Yield();
        }

        Assert.Equal(2, await running);
    }

    [Fact]
    public void Live_tasks_are_waited_for_and_never_shown()
    {
        var cuts = new List<string>();
        var source = new TaskCompletionSource<long>();
        var driver = new StrandDriver(EveryCutDecoded(cuts));
        var script = new Script()
            .Await(async x => { await Task.Yield(); return x + 1; })
            .Await(_ => source.Task);
        var completer = new Thread(() => source.SetResult(9));
        completer.Start();

        Assert.Equal(9, driver.Run(script.Call()));
        Assert.All(cuts, c => Assert.Equal("Run/for", c));
    }

    [Fact]
    public void The_exception_of_a_live_task_keeps_its_stack()
    {
        static async Task<long> Fails(long x)
        {
            await Task.Yield();
            throw new FormatException("late");
        }

        var thrown = Assert.Throws<FormatException>(() => new StrandDriver().Run(new Script().Await(Fails).Call()));

        Assert.Contains(nameof(Fails), thrown.StackTrace);
    }

    [Fact]
    public void A_cancel_is_thrown_once_and_can_be_cleaned_up_after()
    {
        StrandDriver driver = null!;
        driver = new StrandDriver(EveryCutDecoded());
        var script = new Script()
            .Do(x => { if (x == 3) driver.RequestStop(StopRequest.Cancel); return x + 1; })
            .LoopWhileBelow(10)
            .CleanUp()
            .Step(x => Task.FromResult(x * 7));

        Assert.Equal(-7, driver.Run(script.Call()));
        Assert.Equal(["caught", "finally", "finally"], script.Log);
    }

    [Fact]
    public void An_exception_while_capturing_is_told_apart_from_the_users()
    {
        var frame = new Throwing();

        var thrown = Assert.Throws<CaptureFailedException>(() => new StrandDriver().Run(new FragmentCall<long>(frame)));

        Assert.IsType<FormatException>(thrown.InnerException);
    }

    [Fact]
    public void A_callee_may_give_a_more_derived_result()
    {
        var context = new StrandDriver().Attach();
        context.Return("text");

        Assert.Equal("text", context.Take<object>());
        Assert.Throws<ContextMisuseException>(() => context.Take<object>());
    }

    [Fact]
    public void A_random_policy_makes_the_same_choices_again()
    {
        static long Shown(int seed)
        {
            var driver = new StrandDriver(new() { Policy = StopPolicy.Random(seed, 0.3), OnCaptured = f => f });
            driver.Run(Woven.Sum(200));
            return driver.Shown;
        }

        Assert.Equal(Shown(1), Shown(1));
        Assert.InRange(Shown(1), 30, 90);
    }

    sealed class Throwing : Frame
    {
        static readonly FragmentFunction<long> info = new("Test.Throwing()", [new("Throwing", "x", "")], static () => new Throwing());

        public override FragmentFunction Function => info;

        public override void Resume(RunContext ctx)
        {
            ctx.Save(new Throwing());
            throw new FormatException("in a finally that was not guarded");
        }

        public override void Write(StateWriter writer)
        {
        }

        public override void Read(StateReader reader)
        {
        }
    }
}

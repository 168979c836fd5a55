using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Weave.Execution;
using Weave.State;

namespace Weave.Runtime.Tests.Hosting;

/// <summary>
/// A fragment function woven by hand that does what a test tells it: a list of operations on one number, kept outside the run under a name as code would be.
/// </summary>
/// <remarks>
/// The plain shape: <c>for (pc..; pc++) acc = ops[pc](acc)</c> inside a try whose catch of a cancellation goes on at the clean-up operations, and whose finally logs.
/// </remarks>
sealed class Script
{
    static readonly ConcurrentDictionary<string, Script> all = new(StringComparer.Ordinal);
    static int names;

    readonly List<Op> ops = [];

    public string Name { get; init; } = $"script{Interlocked.Increment(ref names)}";

    public ConcurrentQueue<string> Log { get; } = [];

    public int Retries { get; init; }

    /// <summary>Where a cancellation that was caught goes on; -1 to let it escape.</summary>
    public int CleanUpAt { get; private set; } = -1;

    public FragmentCall<long> Call(long start = 0)
    {
        all[Name] = this;
        return new(new ScriptFrame { Name = Name, Acc = start });
    }

    /// <summary>The script is gone, as a method is that somebody removed: its next operation throws.</summary>
    public void Forget() => all.TryRemove(Name, out _);

    public Script Do(Func<long, long> plain) => With(new(OpKind.Plain) { Plain = plain });

    public Script Step(Func<long, Task<long>> effect) => With(new(OpKind.Step) { Effect = effect });

    public Script Delay(TimeSpan delay) => With(new(OpKind.Delay) { Delay = delay });

    /// <summary>Appends the event's value to the number as a digit: 9 if it did not come in time, 8 if it was of another type.</summary>
    public Script Event(string name, TimeSpan? timeout = null) => With(new(OpKind.Event) { Event = name, Timeout = timeout });

    public Script Checkpoint() => With(new(OpKind.Checkpoint));

    public Script Await(Func<long, Task<long>> foreign) => With(new(OpKind.Await) { Effect = foreign });

    /// <summary>Everything after it runs when a cancellation was caught, or when the part before has ended.</summary>
    public Script CleanUp()
    {
        CleanUpAt = ops.Count;
        return this;
    }

    /// <summary>Goes back to the start while the number is below <paramref name="limit"/>.</summary>
    public Script LoopWhileBelow(long limit) => With(new(OpKind.LoopWhileBelow) { Limit = limit });

    Script With(Op op)
    {
        ops.Add(op);
        return this;
    }

    public static long Run__woven(RunContext ctx, string name, long acc) => Body(ctx, 0, name, 0, acc);

    static long Body(RunContext ctx, int at, string name, int pc, long acc)
    {
        while (true)
        {
            var script = all.TryGetValue(name, out var found) ? found : throw new InvalidOperationException("the script is gone");
            try
            {
                while (true)
                {
                    if (at == 1)
                    {
                        at = 0;
                        ctx.Enter();
                    }

                    if (at == 0 && pc >= script.ops.Count) return acc;
                    var op = at == 0 || at >= 2 ? script.ops[pc] : null!;
                    switch (at switch { 0 => op.Kind, 2 => OpKind.Step, 4 => OpKind.Event, _ => OpKind.Delay })
                    {
                        case OpKind.Plain:
                            acc = op.Plain(acc);
                            break;
                        case OpKind.LoopWhileBelow:
                            if (acc < op.Limit) pc = -1;
                            break;
                        case OpKind.Step or OpKind.Await:
                            long value;
                            if (at == 2)
                            {
                                at = 0;
                                value = ctx.Take<long>();
                            }
                            else
                            {
                                value = op.Kind == OpKind.Step ? Step__woven(ctx, name, pc, acc) : ForeignWait.Await__woven(ctx, op.Effect(acc));
                                if (ctx.Unwinding) return Save(ctx, 2, name, pc, acc);
                            }

                            acc = value;
                            break;
                        case OpKind.Event:
                            long digit;
                            try
                            {
                                if (at == 4)
                                {
                                    at = 0;
                                    digit = ctx.Take<long>();
                                }
                                else
                                {
                                    digit = Durable.Event__woven<long>(ctx, op.Event, op.Timeout);
                                    if (ctx.Unwinding) return Save(ctx, 4, name, pc, acc);
                                }
                            }
                            catch (TimeoutException)
                            {
                                digit = 9;
                            }
                            catch (EventTypeException)
                            {
                                digit = 8;
                            }
                            catch (CorruptStateException)
                            {
                                digit = 7;
                            }

                            acc = acc * 10 + digit;
                            break;
                        default:
                            if (at == 3)
                            {
                                at = 0;
                                ctx.Take();
                            }
                            else
                            {
                                if (op.Kind == OpKind.Delay) Durable.Delay__woven(ctx, op.Delay);
                                else Durable.Checkpoint__woven(ctx);
                                if (ctx.Unwinding) return Save(ctx, 3, name, pc, acc);
                            }

                            break;
                    }

                    pc++;
                    if (ctx.Request != 0) return Save(ctx, 1, name, pc, acc);
                }
            }
            catch (OperationCanceledException) when (script.CleanUpAt >= 0 && pc < script.CleanUpAt)
            {
                script.Log.Enqueue("caught");
                pc = script.CleanUpAt;
                acc = -1;
            }
            finally
            {
                if (!ctx.Unwinding) script.Log.Enqueue("finally");
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Save(RunContext ctx, int cut, string name, int pc, long acc)
    {
        ctx.Save(new ScriptFrame { Cut = cut, Name = name, Pc = pc, Acc = acc });
        return default;
    }

    static long Step__woven(RunContext ctx, string name, int pc, long acc)
    {
        ctx.Save(new ScriptStepFrame { Name = name, Pc = pc, Acc = acc });
        return default;
    }

    enum OpKind
    {
        Plain,
        Step,
        Delay,
        Checkpoint,
        Await,
        LoopWhileBelow,
        Event,
    }

    sealed record Op(OpKind Kind)
    {
        public Func<long, long> Plain { get; init; } = null!;

        public Func<long, Task<long>> Effect { get; init; } = null!;

        public TimeSpan Delay { get; init; }

        public long Limit { get; init; }

        public string Event { get; init; } = "";

        public TimeSpan? Timeout { get; init; }
    }

    public sealed class ScriptFrame : Frame
    {
        const string Contract = "name:string;pc:int;acc:long";

        public static readonly FragmentFunction<long> Info = Register(new FragmentFunction<long>(
            "Test.Script.Run(string,long)",
            [new("Run", "s0", Contract), new("Run/for", "s1", Contract), new("Run/for/Step", "s2", Contract), new("Run/for/Wait", "s3", Contract), new("Run/for/Event", "s4", Contract)],
            static () => new ScriptFrame()));

        internal string Name = "";
        internal int Pc;
        internal long Acc;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => ctx.Return(Body(ctx, Cut, Name, Pc, Acc));

        public override void Write(StateWriter w)
        {
            w.Put(Name);
            w.Put(Pc);
            w.Put(Acc);
        }

        public override void Read(StateReader r)
        {
            Name = r.Get<string>();
            Pc = r.Get<int>();
            Acc = r.Get<long>();
        }
    }

    public sealed class ScriptStepFrame : StepFrame<long>
    {
        public static readonly FragmentFunction<long> Info = Register(new FragmentFunction<long>(
            "Test.Script.Step(string,int,long)",
            [new("Step", "t0", "name:string;pc:int;acc:long")],
            static () => new ScriptStepFrame()));

        internal string Name = "";
        internal int Pc;
        internal long Acc;

        public override FragmentFunction Function => Info;

        public override int Retries => all[Name].Retries;

        public override int RetryDelay => 100;

        public override ValueTask<long> ExecuteAsync() => new(all[Name].ops[Pc].Effect(Acc));

        public override void Write(StateWriter w)
        {
            w.Put(Name);
            w.Put(Pc);
            w.Put(Acc);
        }

        public override void Read(StateReader r)
        {
            Name = r.Get<string>();
            Pc = r.Get<int>();
            Acc = r.Get<long>();
        }
    }

    static FragmentFunction<long> Register(FragmentFunction<long> function)
    {
        FragmentRegistry.Add(function);
        return function;
    }

    [ModuleInitializer]
    internal static void Initialize()
    {
        _ = ScriptFrame.Info;
        _ = ScriptStepFrame.Info;
    }
}

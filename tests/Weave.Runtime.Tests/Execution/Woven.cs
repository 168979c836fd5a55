using System.Runtime.CompilerServices;
using Weave.Execution;
using Weave.State;

namespace Weave.Runtime.Tests.Execution;

/// <summary>Functions woven by hand, in the shape that the generator emits.</summary>
static class Woven
{
    /// <summary>Effects in the order they happened; the tests that use it run one after the other.</summary>
    public static readonly List<string> Log = [];

    static FragmentFunction<T> Function<T>(string name, Func<Frame> frame, params string[] contracts)
    {
        var info = new FragmentFunction<T>(
            "Test." + name,
            contracts.Select((c, i) => new CutInfo(i == 0 ? name : $"{name}/{i}", $"a{i}", c)).ToArray(),
            frame);
        FragmentRegistry.Add(info);
        return info;
    }

    // ---- int Sum(int n): for (i..n) s += i --------------------------------------------------------------------------

    public static long Sum__woven(RunContext ctx, int n)
    {
        long s = 0;
        for (var i = 0; i < n;)
        {
            s += i;
            i++;
            if (ctx.Request != 0) return Sum__cut1(ctx, n, s, i);
        }

        return s;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Sum__cut1(RunContext ctx, int n, long s, int i)
    {
        ctx.Save(new SumFrame { Cut = 1, n = n, s = s, i = i });
        return default;
    }

    static long Sum__resume(RunContext ctx, SumFrame f)
    {
        var (n, s, i) = (f.n, f.s, f.i);
        ctx.Enter();
        for (; i < n;)
        {
            s += i;
            i++;
            if (ctx.Request != 0) return Sum__cut1(ctx, n, s, i);
        }

        return s;
    }

    public sealed class SumFrame : Frame
    {
        public static readonly FragmentFunction<long> Info = Function<long>("Sum(int)", static () => new SumFrame(), "n:int", "n:int;s:long;i:int");
        internal int n;
        internal long s;
        internal int i;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => ctx.Return(Cut == 0 ? Sum__woven(ctx, n) : Sum__resume(ctx, this));

        public override void Write(StateWriter w)
        {
            w.Put(n);
            if (Cut == 0) return;
            w.Put(s);
            w.Put(i);
        }

        public override void Read(StateReader r)
        {
            n = r.Get<int>();
            if (Cut == 0) return;
            s = r.Get<long>();
            i = r.Get<int>();
        }
    }

    public static FragmentCall<long> Sum(int n) => new(new SumFrame { n = n });

    // ---- long Fib(int n): entry polls, two call cuts ----------------------------------------------------------------

    public static long Fib__woven(RunContext ctx, int n)
    {
        if (n < 2) return n;
        if (ctx.AtLimit) return Fib__cut0(ctx, n);
        var a = Fib__woven(ctx, n - 1);
        if (ctx.Unwinding) return Fib__cut1(ctx, n);
        var b = Fib__woven(ctx, n - 2);
        if (ctx.Unwinding) return Fib__cut2(ctx, a);
        return a + b;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Fib__cut0(RunContext ctx, int n)
    {
        ctx.Save(new FibFrame { Cut = 0, n = n });
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Fib__cut1(RunContext ctx, int n)
    {
        ctx.Save(new FibFrame { Cut = 1, n = n });
        return default;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Fib__cut2(RunContext ctx, long a)
    {
        ctx.Save(new FibFrame { Cut = 2, a = a });
        return default;
    }

    static long Fib__resume(RunContext ctx, FibFrame f)
    {
        long a, b;
        if (f.Cut == 2)
        {
            a = f.a;
            b = ctx.Take<long>();
            return a + b;
        }

        a = ctx.Take<long>();
        b = Fib__woven(ctx, f.n - 2);
        if (ctx.Unwinding) return Fib__cut2(ctx, a);
        return a + b;
    }

    public sealed class FibFrame : Frame
    {
        public static readonly FragmentFunction<long> Info = Function<long>("Fib(int)", static () => new FibFrame(), "n:int", "n:int", "a:long");
        internal int n;
        internal long a;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => ctx.Return(Cut == 0 ? Fib__woven(ctx, n) : Fib__resume(ctx, this));

        public override void Write(StateWriter w)
        {
            if (Cut == 2) w.Put(a);
            else w.Put(n);
        }

        public override void Read(StateReader r)
        {
            if (Cut == 2) a = r.Get<long>();
            else n = r.Get<int>();
        }
    }

    public static FragmentCall<long> Fib(int n) => new(new FibFrame { n = n });

    // ---- int Deep(int n, bool fail): n == 0 ? (fail ? throw : 0) : 1 + Deep(n - 1) ---------------------------------

    public static int Deep__woven(RunContext ctx, int n, bool fail)
    {
        if (n == 0) return fail ? throw new FormatException("bottom") : 0;
        if (ctx.AtLimit) return Deep__save(ctx, 0, n, fail);
        var below = Deep__woven(ctx, n - 1, fail);
        if (ctx.Unwinding) return Deep__save(ctx, 1, n, fail);
        return 1 + below;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Deep__save(RunContext ctx, int cut, int n, bool fail)
    {
        ctx.Save(new DeepFrame { Cut = cut, n = n, fail = fail });
        return default;
    }

    public sealed class DeepFrame : Frame
    {
        public static readonly FragmentFunction<int> Info = Function<int>("Deep(int,bool)", static () => new DeepFrame(), "n:int;fail:bool", "");
        internal int n;
        internal bool fail;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx) => ctx.Return(Cut == 0 ? Deep__woven(ctx, n, fail) : 1 + ctx.Take<int>());

        public override void Write(StateWriter w)
        {
            if (Cut != 0) return;
            w.Put(n);
            w.Put(fail);
        }

        public override void Read(StateReader r)
        {
            if (Cut != 0) return;
            n = r.Get<int>();
            fail = r.Get<bool>();
        }
    }

    public static FragmentCall<int> Deep(int n, bool fail = false) => new(new DeepFrame { n = n, fail = fail });
}

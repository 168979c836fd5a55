using System.Runtime.CompilerServices;
using Weave.Execution;
using Weave.State;
using Weave.Testing;

namespace Weave.Runtime.Tests.Testing;

/// <summary>
/// A function woven by hand: <c>long Tally(Purse given, Func&lt;int, int&gt; f, int n)</c> adds f(i) to the purse it was given and to one of its own, n times, and
/// notes each turn which of the two are the same objects as in the turn before.
/// </summary>
static class Tally
{
    public static readonly FragmentFunction<long> Info = new(
        "Test.Tally(Purse,Func,int)",
        [
            new CutInfo("Tally", "t0", "given:Purse;f:System.Func<int,int>;n:int"),
            new CutInfo("Tally/for(i)", "t1", "given:Purse;f:System.Func<int,int>;n:int;own:Purse;i:int"),
        ],
        static () => new Frame());

    static Tally() => FragmentRegistry.Add(Info);

    /// <summary>Turns in which the purse of its own was another object than before: not state of the strand.</summary>
    [ThreadStatic]
    public static int Renewed;

    [ThreadStatic]
    static WeakReference? before;

    public static FragmentCall<long> Call(Purse given, Func<int, int> f, int n)
    {
        Renewed = 0;
        before = null;
        return new(new Frame { given = given, f = f, n = n });
    }

    public static long Plain(Purse given, Func<int, int> f, int n) => new WovenRun(Regime.None).Run(Call(given, f, n));

    static long Go(RunContext ctx, Purse given, Func<int, int> f, int n, Purse own, int i)
    {
        for (; i < n;)
        {
            Note(own);
            given.Gold += f(i);
            own.Gold += f(i);
            own.Silver++;
            i++;
            if (ctx.Request != 0)
                return Cut(ctx, given, f, n, own, i);
        }

        return own.Gold * 1000L + own.Silver;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Note(Purse own)
    {
        if (before is { } last && !ReferenceEquals(last.Target, own))
            Renewed++;
        before = new WeakReference(own);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static long Cut(RunContext ctx, Purse given, Func<int, int> f, int n, Purse own, int i)
    {
        ctx.Save(new Frame { Cut = 1, given = given, f = f, n = n, own = own, i = i });
        return default;
    }

    /// <summary>What is counted. Its codec forgets <see cref="Silver"/> if it was told to.</summary>
    public sealed class Purse
    {
        public int Gold;
        public int Silver;
    }

    /// <summary>The codec of a purse.</summary>
    public sealed class PurseCodec : ObjectCodec<Purse>
    {
        /// <summary>A fault that a hand-written codec may have.</summary>
        public static bool Forgets;

        public override string Schema => "Purse{Gold:int;Silver:int}";

        public override void WriteBody(StateWriter writer, Purse value)
        {
            writer.Put(value.Gold);
            writer.Put(Forgets ? 0 : value.Silver);
        }

        public override Purse Allocate(StateReader reader) => new();

        public override void ReadBody(StateReader reader, Purse value)
        {
            value.Gold = reader.Get<int>();
            value.Silver = reader.Get<int>();
        }
    }

    sealed class Frame : Weave.Execution.Frame
    {
        internal Purse given = null!;
        internal Func<int, int> f = null!;
        internal int n;
        internal Purse own = null!;
        internal int i;

        public override FragmentFunction Function => Info;

        public override void Resume(RunContext ctx)
        {
            if (Cut != 0)
                ctx.Enter();
            ctx.Return(Go(ctx, given, f, n, Cut == 0 ? new Purse() : own, i));
        }

        public override void Write(StateWriter writer)
        {
            writer.Put(given);
            writer.Put(f);
            writer.Put(n);
            if (Cut == 0)
                return;
            writer.Put(own);
            writer.Put(i);
        }

        public override void Read(StateReader reader)
        {
            given = reader.Get<Purse>();
            f = reader.Get<Func<int, int>>();
            n = reader.Get<int>();
            if (Cut == 0)
                return;
            own = reader.Get<Purse>();
            i = reader.Get<int>();
        }
    }
}

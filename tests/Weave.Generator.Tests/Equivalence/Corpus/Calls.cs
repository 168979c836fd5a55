using Weave;

namespace Corpus.Calls
{
    public static partial class Sample
    {
        // Trap: overloads: each has its own frame and its own woven twin, found by the same overload resolution.
        [Fragment, Case(3)]
        public static string Overloads(int x) => Over(x) + Over((long)x) + Over("s") + Over(x, x) + Over(new[] { 1, 2 }) + Over((string?)null);

        [Fragment]
        static string Over(int x) => "int" + Stop.Int(x);

        [Fragment]
        static string Over(long x) => "long" + Stop.Long(x);

        [Fragment]
        static string Over(string? x) => "string" + Stop.Maybe(x);

        [Fragment]
        static string Over(int x, int y) => "two" + Stop.Int(x + y);

        [Fragment]
        static string Over(int[] x) => "array" + Stop.Int(x.Length);

        // Trap: a default argument of the callee, constants of other kinds.
        [Fragment, Case(1)]
        public static string Defaults(int x) => Many(x) + Many(x, day: DayOfWeek.Sunday) + Many(x, null!) + Many(c: 'z', x: Stop.Int(3));

        [Fragment]
        static string Many(int x, string text = "d\n", DayOfWeek day = DayOfWeek.Friday, char c = '\'', double d = double.NaN, float f = 1e-3f, long l = long.MinValue, decimal m = 1.5m, int? n = null, DateTime when = default, bool flag = true, ulong u = Big)
        {
            Stop.Void("many");
            return $"{x}{text}{day}{c}{d}{f}{l}{m}{n}{when:O}{flag}{u};";
        }

        const ulong Big = ulong.MaxValue;

        // Trap: params, expanded and not.
        [Fragment, Case(1)]
        public static string Params(int x) => Pack() + Pack(1) + Pack(1, Stop.Int(2), 3) + Pack([4, 5]) + Pack(new[] { x });

        [Fragment]
        static string Pack(params int[] values)
        {
            var text = "";
            foreach (var value in values)
                text += Stop.Int(value);
            return text + "|";
        }

        // Trap: calls across types and namespaces, through usings, aliases, nested types and full names.
        [Fragment, Case(1)]
        public static int Across(int x) => Far.Away.Distant.Work(x) + global::Corpus.Calls.Far.Away.Distant.Nested.Work(x) + Other.Twice(x) + new Other { Seed = 3 }.Mine(Stop.Int(x));

        // Trap: a call in tail position is no cut; its exceptions and results are the callee's.
        [Fragment, Case(3), Case(0)]
        public static int Tail(int n)
        {
            if (n == 0)
                return Stop.Throw("bottom");
            return Stop.Int(n);
        }

        [Fragment, Case(3), Case(0)]
        public static void TailVoid(int n)
        {
            if (n == 0)
            {
                Log.Add("zero");
                return;
            }
            Stop.Void("tail");
        }

        // Trap: a tail call whose result is converted is none.
        [Fragment, Case(3)]
        public static long TailConverted(int n) => Stop.Int(n);

        [Fragment, Case(3)]
        public static object TailBoxed(int n) => Stop.Int(n);

        [Fragment, Case("t")]
        public static object TailUpcast(string text) => Stop.Text(text);

        [Fragment, Case(3)]
        public static double? TailNullable(int n) => n > 0 ? Stop.Double(n) : null;

        // Trap: the result of a callee is of a derived type.
        [Fragment, Case(3)]
        public static IReadOnlyList<int> Derived(int n)
        {
            IReadOnlyList<int> list = Make(n);
            Stop.Void("made");
            return list;
        }

        [Fragment]
        static List<int> Make(int n)
        {
            Stop.Void("make");
            return [n];
        }

        // Trap: void calls and calls whose value is dropped.
        [Fragment, Case(2)]
        public static void Dropped(int n)
        {
            Stop.Int(n);
            Stop.Void("a");
            Make(n);
            if (n > 0)
                Stop.Void("b");
            for (var i = 0; i < n; i++)
                Stop.Int(i);
        }

        // Trap: expression-bodied void.
        [Fragment, Case(2)]
        public static void Arrow(int n) => Stop.Void($"arrow {n}");

        // Trap: a fragment called by plain code is plain.
        [Fragment, Case(2)]
        public static int ThroughPlain(int n) => Stop.Int(n) + PlainCaller(n);

        static int PlainCaller(int n) => Stop.Int(n * 2);

        // Trap: one function calls another that is not recursive and has no cut of its own.
        [Fragment, Case(2)]
        public static int Leaves(int n) => Leaf(n) + Leaf(Stop.Int(n)) * Leaf(3);

        [Fragment]
        static int Leaf(int x) => x + 1;
    }

    public partial class Other
    {
        public int Seed;

        [Fragment]
        public static int Twice(int x) => Stop.Int(x) * 2;

        [Fragment]
        public int Mine(int x) => Seed + Stop.Int(x) + Seed;
    }
}

namespace Corpus.Calls.Far.Away
{
    using Step = System.Int32;
    using static System.Math;

    public static partial class Distant
    {
        [Fragment]
        public static Step Work(Step x) => Max(Stop.Int(x), Abs(-7));

        public static partial class Nested
        {
            [Fragment]
            public static int Work(int x) => Distant.Work(x) * Stop.Int(2);
        }
    }
}

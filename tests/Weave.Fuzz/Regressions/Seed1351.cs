// Found by the fuzzer (--programs 1 --seed 1351), does not compile (CS0841):
// Weave.Generator/Weave.Generator.Pipeline.WeaveGenerator/Corpus_107.Fuzz.S753.Program.Main.g.cs(16,59): error CS0841: Cannot use local variable 'v2' before it is declared
//     if (ctx.Unwinding) return Main__cut1(ctx, p2, p5, v2);
using Weave;

namespace Corpus.Fuzz.Seed1351;
public static partial class Program
{
    static int fuel;
    static int total;
    public static void Reset() => (fuel, total) = (26, 1);
    internal static bool Burn() => true;
    public static IEnumerable<object? []> Calls()
    {
        int p0_0 = 7;
        bool p1_0 = true;
        HashSet<int> p2_0 = new HashSet<int>
        {
            9,
            1
        };
        Color p3_0 = Color.Red;
        SortedDictionary<string, int> p4_0 = new SortedDictionary<string, int>
        {
            ["b"] = 1,
            ["a"] = 2
        };
        int p5_0 = 8;
        yield return[0, p1_0, p2_0, p3_0, p4_0, p5_0];
    }

    [Fragment, Cases(nameof(Calls))]
    public static Queue<int> Main(int p0, bool p1, HashSet<int> p2, Color p3, SortedDictionary<string, int> p4, int p5)
    {
        Log.Add(Stop.Int(p5));
        if (p2.Contains(Zoo.Half(p5, out var v2) ? v2 : 0))
        {
            Again4:
                Log.Add("again");
        }

        return new Queue<int>(new[] { 0 });
    }
}

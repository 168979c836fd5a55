// Found by the fuzzer (--programs 1 --seed 510251): the second opinion took a handler for the head of a loop whose first try block is empty.
using Weave;

namespace Corpus.Fuzz.Seed510251;

public static partial class Program
{
    static int fuel;

    public static void Reset() => fuel = 4;

    static bool Burn() => --fuel > 0;

    public static IEnumerable<object?[]> Calls() => [[1]];

    [Fragment, Cases(nameof(Calls))]
    public static int Main(int n)
    {
        do
        {
            try
            {
            }
            catch (Exception e)
            {
                Log.Add(e.Message);
                n += Stop.Int(n);
            }
        }
        while (Burn() && Stop.Bool(n != 2));
        return n;
    }
}

// What a regression case looks like: a sample of the corpus that shares its types with the fuzzer's programs.
using Weave;

namespace Corpus.Fuzz.Example;

public static partial class Program
{
    static int fuel;

    public static void Reset() => fuel = 9;

    static bool Burn() => --fuel > 0;

    public static IEnumerable<object?[]> Calls()
    {
        var node = new Node { Value = 3 };
        node.Next = node;
        yield return [2, node];
    }

    [Fragment, Cases(nameof(Calls))]
    public static int Main(int n, Node node)
    {
        while (Burn() && Stop.Int(n) < 40)
            n += node.Next!.Score += Stop.Int(2);
        return n;
    }
}

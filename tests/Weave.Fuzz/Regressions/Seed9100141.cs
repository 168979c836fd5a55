// Found by the fuzzer (--programs 1 --seed 9100141): two foreach stand in the state, and one goes over a collection that the caller keeps.
// A loader put that collection in order with what it had to fill, though it was not made from its record.
using Weave;

namespace Corpus.Fuzz.Seed9100141;

public static partial class Program
{
    public static IEnumerable<object?[]> Calls() => [[new SortedDictionary<string, int> { ["b"] = 1, ["a"] = 2 }]];

    [Fragment, Cases(nameof(Calls))]
    public static int Main(SortedDictionary<string, int> map)
    {
        var sum = 0;
        foreach (var number in new Queue<int>([6, 7]))
        {
            foreach (var (key, value) in map)
                sum += Stop.Int(number + value) + key.Length;
        }
        return sum;
    }
}

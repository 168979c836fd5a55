// since C# 13
using Weave;

namespace Corpus.Collections13;

public static partial class Recent
{
    [Fragment]
    static int Count(params List<int> values)
    {
        var sum = 0;
        foreach (var value in values)
            sum = sum * 10 + Stop.Int(value);
        return sum;
    }

    /// <summary>Trap: params of a collection type (C# 13).</summary>
    [Fragment]
    [Case(1)]
    public static int ParamsCollection(int x) => Count() + Count(x, 2, x + 2) + Count(new List<int> { 7 });
}

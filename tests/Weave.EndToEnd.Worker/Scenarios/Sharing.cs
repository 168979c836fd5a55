namespace Weave.EndToEnd.Scenarios;

/// <summary>A caller that holds a list, twice, which its callee changes while the caller's frame sleeps; and enough else that a delta is worth it.</summary>
public static partial class Sharing
{
    public const int Items = 12;

    [Fragment]
    public static async Task<string> Outer(int items)
    {
        var list = new List<int> { 1 };
        var alias = list;
        var ballast = new byte[8192];
        new Random(1).NextBytes(ballast);
        var sum = await Inner(list, items);
        alias.Add(-1);
        return $"{sum} {ballast.Sum(static b => b)} {ReferenceEquals(list, alias)} {string.Join(",", list)}";
    }

    [Fragment]
    static async Task<int> Inner(List<int> list, int items)
    {
        var sum = 0;
        for (var i = 0; i < items; i++)
        {
            list[i / 2] += i;
            list.Add(i);
            await Durable.Checkpoint();
            sum += list.Count;
            Pulse.Beat();
        }

        return sum;
    }
}

namespace Weave.EndToEnd.Scenarios;

/// <summary>Computes, with state that changes all the time, at all depths of its stack.</summary>
public static partial class Surveying
{
    /// <summary>Enough for twenty kills and more.</summary>
    public const int Rounds = 90;

    /// <summary>Beats of <see cref="Pulse"/> in a round.</summary>
    public const int BeatsPerRound = 31;

    [Fragment]
    public static async Task<string> Survey(int rounds)
    {
        var seen = new Dictionary<string, int>();
        var path = new List<int>();
        long sum = 0;
        for (var round = 0; round < rounds; round++)
        {
            sum += Walk(seen, path, round, 4);
            await Durable.Checkpoint();
        }

        return $"{sum} {path.Count} {string.Join(",", seen.Select(s => s.Key + s.Value))}";
    }

    /// <summary>A tree of 2^(depth+1)-1 calls, a beat each.</summary>
    [Fragment]
    static long Walk(Dictionary<string, int> seen, List<int> path, int node, int depth)
    {
        Pulse.Beat();
        var name = "n" + node % 37;
        seen[name] = seen.GetValueOrDefault(name) + depth;
        path.Add(node);
        long sum = node;
        for (var child = 0; child < 2 && depth > 0; child++)
            sum = sum * 31 + Walk(seen, path, 2 * node + child, depth - 1);
        return sum;
    }
}

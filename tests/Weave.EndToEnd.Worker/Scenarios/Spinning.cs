namespace Weave.EndToEnd.Scenarios;

/// <summary>A hot loop that calls nothing.</summary>
public static partial class Spinning
{
    public const long Turns = 1_000_000_000;

    [Fragment]
    public static long Spin(long turns, long seed)
    {
        var x = seed;
        for (long i = 0; i < turns; i++)
            x = x * 6364136223846793005 + (i ^ (x >> 7));
        return x;
    }
}

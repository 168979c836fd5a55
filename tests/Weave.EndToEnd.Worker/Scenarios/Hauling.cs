namespace Weave.EndToEnd.Scenarios;

/// <summary>A state with a part so large that it is kept outside the checkpoints.</summary>
public static partial class Hauling
{
    /// <summary>Saves twice, with another large array each time.</summary>
    [Fragment]
    public static async Task<double> Haul(int items)
    {
        var load = Load(items, 1);
        await Durable.Checkpoint();
        var sum = Sum(load);
        load = Load(items, 2);
        await Durable.Checkpoint();
        return sum + Sum(load);
    }

    static double[] Load(int items, int factor) => [.. Enumerable.Range(0, items).Select(i => (double)i * factor)];

    static double Sum(double[] load) => load.Sum();
}

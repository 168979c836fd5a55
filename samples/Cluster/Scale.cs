namespace Cluster;

/// <summary>How much the demonstration does.</summary>
/// <param name="Computations">Long computations.</param>
/// <param name="Last">How far each counts.</param>
/// <param name="Transfers">Transfers.</param>
/// <param name="Kills">Hubs killed.</param>
sealed record Scale(int Computations, int Last, int Transfers, int Kills)
{
    public static Scale Whole { get; } = new(3, 40_000_000, 300, 3);

    public static Scale Quick { get; } = new(1, 25_000_000, 60, 1);
}

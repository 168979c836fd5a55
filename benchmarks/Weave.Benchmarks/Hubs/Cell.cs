namespace Weave.Benchmarks.Hubs;

/// <summary>One of a million small objects.</summary>
sealed class Cell
{
    public int Number { get; set; }

    public Cell? Next { get; set; }
}

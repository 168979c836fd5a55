using System.Diagnostics;

namespace Weave.Cluster.Tests.Moving;

/// <summary>Measures how long a run stands still when it moves, between hubs of one process over a store in memory: what is left then is the cost of the move itself.</summary>
static class MovePauses
{
    public static async Task<int> RunAsync(string kind, int moves)
    {
        await using var town = await Town.OpenAsync(2, o => o with { Workers = 1, CheckpointInterval = TimeSpan.FromSeconds(30) });
        var run = kind switch
        {
            "small" => await town.StartAsync(Paces.Fragments.Small(), "pause"),
            "arrays" => await town.StartAsync(Paces.Fragments.Arrays(), "pause"),
            _ => await town.StartAsync(Paces.Fragments.Objects(1_000_000), "pause"),
        };
        while (Paces.Beats < 1000)
            await Task.Delay(10);
        var pauses = new List<double>();
        for (var i = 0; i < moves; i++)
        {
            Paces.Longest = 0;
            var began = Stopwatch.GetTimestamp();
            var moved = await town[0].Mover.MoveAsync("pause", i % 2 == 0 ? "h1" : "h0");
            if (!moved.IsMoved)
            {
                Console.WriteLine(moved);
                return 1;
            }

            var took = Stopwatch.GetElapsedTime(began);
            await Task.Delay(100);
            pauses.Add(Stopwatch.GetElapsedTime(0, Paces.Longest).TotalMilliseconds);
            if (kind != "small")
                Console.WriteLine($"move {took.TotalMilliseconds:0.0} ms, pause {pauses[^1]:0.0} ms");
        }

        pauses.Sort();
        Console.WriteLine($"{kind}: p50 {pauses[moves / 2]:0.00} ms, p99 {pauses[Math.Min(moves - 1, moves * 99 / 100)]:0.00} ms, max {pauses[^1]:0.00} ms");
        Paces.Over = true;
        await run.Result;
        return 0;
    }
}

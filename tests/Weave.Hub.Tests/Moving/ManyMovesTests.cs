using Weave.Moving;
using Weave.Storage;

namespace Weave.Cluster.Tests.Moving;

/// <summary>Many runs are moved about while they work.</summary>
public class ManyMovesTests
{
    /// <summary>A thousand moves of small runs between three hubs: each run comes to its result, each effect happens once.</summary>
    [Fact]
    public async Task A_thousand_moves_lose_nothing_and_double_nothing()
    {
        const int Runs = 40;
        const int Moves = 1000;
        await using var town = await Town.OpenAsync(3);
        var random = new Random(7);
        var handles = new List<RunHandle<long>>();
        for (var i = 0; i < Runs; i++)
        {
            Journeys.Of($"many{i}").Free();
            handles.Add(await town[i % 3].Hub.StartAsync(Journeys.Fragments.Pilgrimage($"many{i}"), $"many{i}"));
        }

        var moved = 0;
        var begun = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            var mine = new Random(worker);
            while (Interlocked.Increment(ref begun) <= Moves)
            {
                var result = await town[mine.Next(3)].Mover.MoveAsync($"many{mine.Next(Runs)}", $"h{mine.Next(3)}");
                if (result.IsMoved)
                    Interlocked.Increment(ref moved);
            }
        })));

        for (var i = 0; i < Runs; i++)
            Journeys.Of($"many{i}").Enough = true;
        for (var i = 0; i < Runs; i++)
        {
            Assert.Equal("home", (await handles[i].Ended.WaitAsync(TimeSpan.FromSeconds(60))).State == RunState.Completed ? "home" : "lost");
            var steps = await handles[i].Result;
            var effects = Journeys.Of($"many{i}").Effects.ToList();
            Assert.Equal(steps, effects.Count);
            Assert.Equal(effects.Count, effects.Select(e => e.Key).Distinct().Count());
            Assert.Equal(Enumerable.Range(0, effects.Count), effects.Select(e => e.Which));
        }

        Assert.InRange(moved, Moves / 2, Moves);
    }
}

using Weave.EndToEnd.Scenarios;

namespace Weave.EndToEnd.Tests;

/// <summary>A list that a sleeping caller holds and its callee changes: each delta has to carry the change.</summary>
public class SharedListTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_change_by_the_callee_is_in_the_delta(int beats)
    {
        using var world = new World();
        IReadOnlyList<string> lines;
        var deltas = 0;
        var kills = 0;
        do
        {
            using var worker = world.Worker("start=share=l", $"beat={beats}");
            await worker.EndedAsync();
            lines = worker.Lines;
            deltas += lines.Count(static l => l.StartsWith("checkpoint", StringComparison.Ordinal) && l.EndsWith("delta", StringComparison.Ordinal));
            kills += worker.ExitCode == World.Killed ? 1 : 0;
        }
        while (!lines.Contains("ended l Completed"));

        // Every process but the last is killed `beats` items after the first one it does anew.
        Assert.InRange(kills, Sharing.Items / beats - 1, Sharing.Items);
        Assert.True(deltas >= kills, $"{deltas} deltas, {kills} kills");
        Assert.Equal(await Sharing.Outer(Sharing.Items), await world.ResultAsync<string>("l"));
    }
}

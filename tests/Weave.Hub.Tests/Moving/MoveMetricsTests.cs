using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Weave.Telemetry;

namespace Weave.Cluster.Tests.Moving;

/// <summary>What a move tells a listener.</summary>
public sealed class MoveMetricsTests : IDisposable
{
    static readonly AsyncLocal<bool> isMine = new();

    readonly ConcurrentQueue<(string Name, double Value, string? Outcome)> seen = [];
    readonly MeterListener meters = new()
    {
        InstrumentPublished = static (i, l) =>
        {
            if (i.Meter.Name == WeaveTelemetry.MeterName && i.Name.StartsWith("weave.move", StringComparison.Ordinal))
                l.EnableMeasurementEvents(i);
        },
    };

    public MoveMetricsTests()
    {
        meters.SetMeasurementEventCallback<long>((i, value, tags, _) => See(i, value, tags));
        meters.SetMeasurementEventCallback<double>((i, value, tags, _) => See(i, value, tags));
        meters.Start();
        isMine.Value = true;
    }

    [Fact]
    public async Task A_move_says_how_long_the_run_stood_still_and_what_was_sent()
    {
        await using var town = await Town.OpenAsync(3);
        var tale = Journeys.Of("measured");
        var run = await town.StartAsync(Journeys.Fragments.Wander("measured", 10), "measured");
        await tale.Reached(3);
        await town[0].Store.DrainAsync("h2");

        Assert.True((await town[0].Mover.MoveAsync("measured", "h1")).IsMoved);
        Assert.False((await town[1].Mover.MoveAsync("measured", "h2")).IsMoved);
        town.Peers.OnCall = static (_, to, _, _) => throw new Weave.Transport.PeerUnreachableException(to, "lost");
        Assert.False((await town[1].Mover.MoveAsync("measured", "h0")).IsMoved);

        Assert.Equal(["moved", "refused", "stayed"], seen.Where(s => s.Name == "weave.moves").Select(s => s.Outcome));
        Assert.Equal(["moved", "refused"], seen.Where(s => s.Name == "weave.move.pause" && s.Value > 0).Select(s => s.Outcome));
        var sizes = seen.Where(s => s.Name == "weave.move.size").ToList();
        Assert.Equal(["moved", "refused", "stayed"], sizes.Select(s => s.Outcome));
        Assert.InRange(sizes[0].Value, 400, 1 << 20);
        Assert.InRange(sizes[2].Value, 1, 100);
        tale.Enough = true;
        await run.Result.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose() => meters.Dispose();

    /// <summary>Other tests move too.</summary>
    void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (isMine.Value)
            seen.Enqueue((instrument.Name, value, tags.Length == 1 ? tags[0].Value as string : null));
    }
}

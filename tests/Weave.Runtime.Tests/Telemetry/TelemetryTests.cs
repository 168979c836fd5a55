using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Weave.Runtime.Tests.Hosting;
using Weave.Storage;
using Weave.Telemetry;

namespace Weave.Runtime.Tests.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    readonly ConcurrentQueue<Activity> spans = [];
    readonly ActivityListener listener;

    public TelemetryTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == WeaveTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose() => listener.Dispose();

    [Fact]
    public async Task A_trace_joins_what_a_run_did_in_two_processes_around_a_wait()
    {
        var storage = new MemoryStorage();
        var inStep = new ConcurrentQueue<Activity?>();
        var released = new TaskCompletionSource<long>();
        var script = new Script().Step(x => { inStep.Enqueue(Activity.Current); return Task.FromResult(x + 1); })
            .Step(x => released.Task.IsCompleted ? Task.FromResult(x + 1) : released.Task);
        using var request = new Activity("a request").Start();
        var first = new MemoryRunStore(storage);
        await using var hub = await Hub.OpenAsync(first, new HubOptions { HubId = "one", ShutdownTimeout = TimeSpan.FromMilliseconds(1) });
        var run = await hub.StartAsync(script.Call(), "traced");
        await Signals.Until(() => run.Status.WaitsFor?.StartsWith("step", StringComparison.Ordinal) == true && inStep.Count == 1);
        request.Stop();
        await first.DisposeAsync();

        released.SetResult(9);
        await using var second = new MemoryRunStore(storage);
        await using var again = await Hub.OpenAsync(second, new HubOptions { HubId = "two" });
        await again.Find<long>("traced").Soon();
        await Signals.Until(() => Of("run").Any(s => (string?)s.GetTagItem("weave.end") == "completed"));

        var start = Assert.Single(Of("start"));
        Assert.Equal(request.SpanId, start.ParentSpanId);
        Assert.Equal(start.Id, (await second.FindAsync("traced"))!.Trace);
        Assert.All(Of("run"), s => Assert.Equal(start.SpanId, s.ParentSpanId));
        Assert.Equal(["one", "two"], Of("run").Select(s => s.GetTagItem("weave.hub")).Distinct().Order());
        var steps = spans.Where(s => s.DisplayName.StartsWith("step", StringComparison.Ordinal) && s.TraceId == start.TraceId).ToArray();
        Assert.True(steps.Length >= 2);

        // A step that the second process found the run in has no stretch there to stand under.
        Assert.All(steps, s => Assert.Contains(s.ParentSpanId, Of("run").Append(start).Select(r => r.SpanId)));
        Assert.Contains(steps, s => Of("run").Any(r => r.SpanId == s.ParentSpanId));
        Assert.Equal(start.TraceId, inStep.ToArray()[0]!.TraceId);
    }

    [Fact]
    public async Task A_failure_shows_in_its_spans()
    {
        var script = new Script { Retries = 1 }.Step(_ => throw new InvalidOperationException("no stock"));
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        var run = await hub.StartAsync(script.Call(), "failing");
        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Soon());
        await Signals.Until(() => Of("run", "failing").Any(s => s.Status == ActivityStatusCode.Error));

        var trace = Assert.Single(Of("start", "failing")).TraceId;
        var attempts = spans.Where(s => s.TraceId == trace && s.DisplayName.StartsWith("step", StringComparison.Ordinal)).ToArray();
        Assert.Equal([1, 2], attempts.Select(s => s.GetTagItem("weave.attempt")));
        Assert.All(attempts, s => Assert.Equal((ActivityStatusCode.Error, "no stock"), (s.Status, s.StatusDescription)));
    }

    [Fact]
    public async Task Without_a_listener_a_run_keeps_no_trace()
    {
        listener.Dispose();
        await using var store = new MemoryRunStore();
        await using var hub = await Hub.OpenAsync(store);
        await (await hub.StartAsync(new Script().Do(x => x).Call(), "untraced")).Soon();

        Assert.Null((await store.FindAsync("untraced"))!.Trace);
    }

    [Fact]
    public async Task Metrics_count_what_has_happened()
    {
        var seen = new ConcurrentDictionary<string, long>();
        using var meters = new MeterListener { InstrumentPublished = static (i, l) => { if (i.Meter.Name == WeaveTelemetry.MeterName) l.EnableMeasurementEvents(i); } };
        meters.SetMeasurementEventCallback<long>((i, value, _, _) => seen.AddOrUpdate(i.Name, value, (_, sum) => sum + value));
        meters.SetMeasurementEventCallback<double>((i, _, _, _) => seen.AddOrUpdate(i.Name, 1, static (_, count) => count + 1));
        meters.Start();
        await using var hub = await Hub.OpenAsync(new MemoryRunStore());
        await (await hub.StartAsync(new Script().Step(x => Task.FromResult(x + 1)).Call(), "counted")).Soon();

        string[] expected = ["weave.runs.started", "weave.runs.ended", "weave.checkpoints", "weave.checkpoint.size", "weave.checkpoint.pause", "weave.commit.duration", "weave.step.duration"];
        await Signals.Until(() => expected.All(seen.ContainsKey));
    }

    IEnumerable<Activity> Of(string kind, string run = "traced") =>
        spans.Where(s => s.DisplayName.StartsWith(kind + " ", StringComparison.Ordinal) && (string?)s.GetTagItem("weave.run") == run);
}

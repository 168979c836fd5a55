using System.Diagnostics;
using System.Globalization;
using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd;

/// <summary>
/// A process that runs what is in a store, and dies on request. Arguments: the store file; <c>interval=ms</c> between checkpoints;
/// <c>kill=point=n</c>, the visit of a crash point of the store at which it kills itself; <c>beat=n</c>, the beat of <see cref="Pulse"/> at which it does;
/// <c>checkpoint=n</c>, the checkpoint after which another thread than the run's does;
/// <c>ahead=minutes</c>, what its clock adds to the system's; <c>start=scenario=id</c> for each run to start.
/// It ends when all runs in the store have, or cannot go on here. It tells what happens on standard output and takes <c>cancel id</c> on standard
/// input, whose end ends it.
/// </summary>
static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        var store = arguments[0];
        var options = new HubOptions
        {
            CheckpointInterval = Timeout.InfiniteTimeSpan,
            OnCheckpoint = c => Console.WriteLine($"checkpoint {c.Run} {c.Sequence}"),
            OnResumed = r => Console.WriteLine($"resumed {r.Run} {r.Sequence}"),
        };
        KillPoints? points = null;
        var starts = new List<(string Scenario, string Id)>();
        foreach (var argument in arguments[1..])
        {
            switch (argument.Split('='))
            {
                case ["interval", var milliseconds]:
                    options = options with { CheckpointInterval = TimeSpan.FromMilliseconds(Number(milliseconds)) };
                    break;
                case ["kill", var point, var n]:
                    points = new KillPoints(point, Number(n));
                    break;
                case ["checkpoint", var n]:
                    var left = Number(n);
                    options = options with
                    {
                        OnCheckpoint = _ =>
                        {
                            if (--left == 0)
                                Kill();
                        },
                    };
                    break;
                case ["ahead", var minutes]:
                    options = options with { TimeProvider = new ShiftedTime(Number(minutes)) };
                    break;
                case ["beat", var n]:
                    Pulse.KillAt = Number(n);
                    break;
                case ["start", var scenario, var id]:
                    starts.Add((scenario, id));
                    break;
                default:
                    throw new ArgumentException($"What is '{argument}'?", nameof(arguments));
            }
        }

        try
        {
            await using var file = await SqliteRunStore.OpenAsync(store, StoreAccess.Owner, new SqliteRunStoreOptions(), points);
            await using var hub = await Hub.OpenAsync(file, options);
            new Thread(() => Obey(hub)) { IsBackground = true }.Start();
            foreach (var (scenario, id) in starts)
                await Calls.StartAsync(hub, scenario, id, Path.GetDirectoryName(store)!);
            await AllEndedAsync(hub);
            return 0;
        }
        catch (WeaveException e)
        {
            Console.WriteLine($"error {e.Run} {e.GetType().Name}: {e.Message}");
            return 3;
        }
    }

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    static async Task AllEndedAsync(Hub hub)
    {
        var ends = new List<Task>();
        await foreach (var status in hub.RunsAsync())
            ends.Add(EndAsync(hub.Find(status.Run)));
        await Task.WhenAll(ends);
    }

    static async Task EndAsync(RunHandle run)
    {
        try
        {
            Console.WriteLine($"ended {run.Id} {(await run.Ended).State}");
        }
        catch (Exception e)
        {
            Console.WriteLine($"error {run.Id} {e.GetType().Name}: {e.Message}");
        }
    }

    static void Obey(Hub hub)
    {
        while (Console.In.ReadLine() is { } line)
        {
            if (line.Split(' ') is ["cancel", var id])
                hub.Find(id).CancelAsync().GetAwaiter().GetResult();
        }

        Kill();
    }

    /// <summary>SIGKILL to itself.</summary>
    public static void Kill()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

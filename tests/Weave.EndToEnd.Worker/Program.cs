using System.Diagnostics;
using System.Globalization;
using Weave.EndToEnd.Scenarios;
using Weave.Storage;

namespace Weave.EndToEnd;

/// <summary>
/// A process that runs what is in a store, and dies on request. Arguments: the store file; <c>interval=ms</c> between checkpoints;
/// <c>kill=point=n</c>, the visit of a crash point of the store at which it kills itself; <c>beat=n</c>, the beat of <see cref="Pulse"/> at which it does;
/// <c>checkpoint=n</c>, the checkpoint after which another thread than the run's does;
/// <c>ahead=minutes</c>, what its clock adds to the system's; <c>upgrade=policy</c> for the runs it starts; <c>modules=refused</c> to execute no code from the store;
/// <c>start=scenario=id</c> for each run to start; <c>resume=id</c> and <c>renew=id</c> for each to resume, with the code it is pinned to or with this build's.
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
        var resumes = new List<(string Id, bool Renew)>();
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
                case ["upgrade", var policy]:
                    options = options with { Upgrade = Enum.Parse<UpgradePolicy>(policy) };
                    break;
                case ["modules", "refused"]:
                    options = options with { Modules = StoredModules.Refused };
                    break;
                case ["resume", var id]:
                    resumes.Add((id, false));
                    break;
                case ["renew", var id]:
                    resumes.Add((id, true));
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
            foreach (var (id, renew) in resumes)
                await (renew ? hub.Find(id).ResumeWithNewCodeAsync() : hub.Find(id).ResumeAsync());
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

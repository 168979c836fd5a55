using System.Diagnostics;
using Weave;

namespace Quickstart;

/// <summary>
/// The time of the job as plain C# and as a run, in this process: one after the other, once to warm up and then three times each, of which the best counts.
/// The run's time is all that its user waits for: from starting it to its durable result, checkpoints to disk included.
/// </summary>
sealed record Timing(Summary Plain, Summary Woven, TimeSpan PlainTime, TimeSpan WovenTime)
{
    public const int Rounds = 3;

    public static async Task<Timing> TakeAsync(Workspace workspace, string[] sources, Action<long> show)
    {
        await using var hub = await Hub.OpenAsync(workspace.TimedStore, new HubOptions { CheckpointInterval = Worker.CheckpointInterval });
        var timing = new Timing(null!, null!, TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round <= Rounds; round++)
        {
            show(2 * round);
            var began = Stopwatch.GetTimestamp();
            var plain = await TextIndex.Build(sources, workspace.PlainResult);
            var plainTime = Stopwatch.GetElapsedTime(began);

            show(2 * round + 1);
            began = Stopwatch.GetTimestamp();
            var run = await hub.StartAsync(TextIndex.Fragments.Build(sources, workspace.TimedResult));
            var woven = await run.Result;
            var wovenTime = Stopwatch.GetElapsedTime(began);

            timing = round == 0
                ? timing with { Plain = plain, Woven = woven }
                : timing with { PlainTime = Min(plainTime, timing.PlainTime), WovenTime = Min(wovenTime, timing.WovenTime) };
        }

        return timing;
    }

    static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

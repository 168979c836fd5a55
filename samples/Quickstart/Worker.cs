using System.Diagnostics;
using Weave;

namespace Quickstart;

/// <summary>
/// The process that does the job: this is all it takes. It opens the store and starts the run; if the store has that run already,
/// it goes on where the last process was killed. What happens is told on standard output, a line each; <see cref="WorkerProcess"/> listens.
/// </summary>
static class Worker
{
    /// <summary>The name of the run. The same name again is the same run.</summary>
    public const string Run = "index";

    /// <summary>How often a checkpoint is taken. The default is a second; this job is over in a few.</summary>
    public static readonly TimeSpan CheckpointInterval = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(Workspace workspace, string[] sources)
    {
        DieWithParent();
        var opening = Stopwatch.GetTimestamp();
        Progress.WriteTo(workspace.Progress, line => Console.WriteLine($"line {line} {(long)Stopwatch.GetElapsedTime(opening).TotalMilliseconds}"));
        try
        {
            await using var hub = await Hub.OpenAsync(workspace.Store, new HubOptions
            {
                CheckpointInterval = CheckpointInterval,
                OnCheckpoint = checkpoint => Console.WriteLine($"checkpoint {(checkpoint.IsDelta ? "delta" : "full")} {checkpoint.Bytes}"),
            });
            var run = await hub.StartAsync(TextIndex.Fragments.Build(sources, workspace.Result), Run);
            await run.Result;
            return 0;
        }
        catch (Exception e)
        {
            Console.WriteLine("failed " + e.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    /// <summary>When the process that started this one is gone, so is its end of standard input.</summary>
    static void DieWithParent() => new Thread(() =>
    {
        while (Console.In.Read() >= 0)
        {
        }

        Process.GetCurrentProcess().Kill();
    })
    { IsBackground = true }.Start();
}

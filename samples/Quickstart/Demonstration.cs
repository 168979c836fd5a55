using Weave;
using Weave.Storage;

namespace Quickstart;

/// <summary>Starts a worker, kills it in the middle, starts another, and compares what it made with what the plain method makes.</summary>
sealed class Demonstration(Workspace workspace, string[] sources, Corpus corpus)
{
    readonly List<WorkerProcess> workers = [];
    long? killedAt;

    public static async Task<int> RunAsync(CommandLine command)
    {
        var workspace = command.Store is { } folder ? new Workspace(folder) : Workspace.For(command.Sources);
        using var alone = workspace.Lock();
        var corpus = Corpus.Measure(command.Sources);
        Console.WriteLine($"text:  {command.What}: {corpus}");
        Console.WriteLine($"store: {workspace.Store}");
        Console.WriteLine();

        if (command.Fresh)
            workspace.Clear();
        var demonstration = new Demonstration(workspace, command.Sources, corpus);
        if (!await demonstration.HasFinishedAsync() && !await demonstration.WorkAsync())
            return 1;
        var identical = await demonstration.ReportAsync();
        workspace.ClearAfterReport(keepStore: command.Store is not null);
        return identical ? 0 : 1;
    }

    /// <summary>Looks into the store for what an earlier start has left there, and says what it found.</summary>
    async Task<bool> HasFinishedAsync()
    {
        switch (await StateAsync())
        {
            case null:
                return false;
            case RunState.Completed when !File.Exists(workspace.Progress):
                Console.WriteLine("The store holds a finished run, reported earlier. A fresh one is started.");
                workspace.Clear();
                return false;
            case RunState.Completed:
                Console.WriteLine("The store holds a finished run that was not reported yet.");
                return true;
            case RunState.Ready or RunState.Waiting:
                var line = Progress.ReadFrom(workspace.Progress);
                Console.WriteLine($"The store holds an unfinished run, which was stopped at line {line:N0}. It goes on.");
                return false;
            case var state:
                throw new UsageException($"The run in the store is {state}. Start again with --fresh to drop it.");
        }
    }

    async Task<RunState?> StateAsync()
    {
        if (!File.Exists(workspace.Store))
            return null;
        await using var hub = await Hub.OpenAsync(workspace.Store, new HubOptions { Access = StoreAccess.Client });
        try
        {
            return (await (await hub.FindAsync(Worker.Run)).StatusAsync()).State;
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// The job, by two workers: the first is killed somewhere in the middle. A run that is past the middle already was stopped
    /// by someone else; one worker is enough for it.
    /// </summary>
    async Task<bool> WorkAsync()
    {
        var killAt = corpus.Lines * Random.Shared.Next(35, 65) / 100;
        var stopped = Progress.ReadFrom(workspace.Progress) >= killAt || await WorkAsync(killAt);
        if (stopped)
            await WorkAsync(long.MaxValue);
        if (workers[^1].Failure is not { } failure)
            return true;
        Console.WriteLine(failure);
        Console.WriteLine("Start again to go on with the run, or with --fresh to drop it.");
        return false;
    }

    /// <summary>One worker, until it has ended or is killed; true if it was.</summary>
    async Task<bool> WorkAsync(long killAt)
    {
        killedAt = Progress.ReadFrom(workspace.Progress) is > 0 and var left ? left : null;
        using var worker = new WorkerProcess(workspace, sources);
        workers.Add(worker);
        var bar = new ProgressBar($"worker {workers.Count}", corpus.Lines);
        while (!worker.HasExited)
        {
            var done = Progress.ReadFrom(workspace.Progress);
            bar.Show(done);
            if (done >= killAt && done < corpus.Lines && worker.First is not null && worker.FullCheckpoints + worker.DeltaCheckpoints > 0)
            {
                await worker.KillAsync();
                done = Progress.ReadFrom(workspace.Progress);
                bar.End(done, $"killed with SIGKILL at line {done:N0}");
                return true;
            }

            await Task.Delay(5);
        }

        await worker.EndedAsync();
        bar.End(Progress.ReadFrom(workspace.Progress), (worker.First, worker.Failure) switch
        {
            (_, not null) => "failed",
            ({ } first, _) when first.Line > 1 => $"went on from line {first.Line:N0}",
            _ => "done",
        });
        return false;
    }

    async Task<bool> ReportAsync()
    {
        Summary result;
        await using (var hub = await Hub.OpenAsync(workspace.Store, new HubOptions { Access = StoreAccess.Client }))
            result = await (await hub.FindAsync<Summary>(Worker.Run)).Result;

        var bar = new ProgressBar("timing  ", 2 * (Timing.Rounds + 1));
        var timing = await Timing.TakeAsync(workspace, sources, bar.Show);
        bar.End(2 * (Timing.Rounds + 1), "the plain method and the woven one, in turn");
        Console.WriteLine();

        var report = new Report(workspace, corpus, workers, killedAt, result, timing);
        report.Print(Console.Out);
        return report.Identical;
    }
}

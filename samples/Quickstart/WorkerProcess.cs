using System.Diagnostics;
using System.Globalization;

namespace Quickstart;

/// <summary>A <see cref="Worker"/> in a process of its own, seen from the process that started it.</summary>
sealed class WorkerProcess : IDisposable
{
    readonly Process process;
    readonly Task listening;

    public WorkerProcess(Workspace workspace, string[] sources)
    {
        var program = Environment.ProcessPath!;
        string[] arguments = [Program.WorkerArgument, workspace.Folder, .. sources];
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            arguments = [typeof(Worker).Assembly.Location, .. arguments];
        process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        listening = Task.Run(ListenAsync);
    }

    public bool HasExited => process.HasExited;

    public int FullCheckpoints { get; private set; }

    public int DeltaCheckpoints { get; private set; }

    public long CheckpointBytes { get; private set; }

    /// <summary>The line this process began with, and the milliseconds from opening the store to that.</summary>
    public (long Line, long Milliseconds)? First { get; private set; }

    /// <summary>The same of the first line that no process had done before.</summary>
    public (long Line, long Milliseconds)? FirstNew { get; private set; }

    /// <summary>What went wrong, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>SIGKILL: the process gets no chance to do anything about it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndedAsync();
    }

    /// <summary>Waits until it has ended and all it said was heard.</summary>
    public async Task EndedAsync()
    {
        await process.WaitForExitAsync();
        await listening;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["line", var number, var milliseconds]:
                    FirstNew = (long.Parse(number, CultureInfo.InvariantCulture), long.Parse(milliseconds, CultureInfo.InvariantCulture));
                    First ??= FirstNew;
                    break;
                case ["checkpoint", var kind, var bytes]:
                    if (kind == "full")
                        FullCheckpoints++;
                    else
                        DeltaCheckpoints++;
                    CheckpointBytes += long.Parse(bytes, CultureInfo.InvariantCulture);
                    break;
                case ["failed", .. var message]:
                    Failure = string.Join(' ', message);
                    break;
            }
        }
    }
}

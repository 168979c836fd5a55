using System.Diagnostics;

namespace Weave.EndToEnd.Tests;

/// <summary>A process that a test starts, listens to and kills.</summary>
sealed class Child : IDisposable
{
    /// <summary>Bounds a hang; no test depends on it otherwise.</summary>
    static readonly TimeSpan patience = TimeSpan.FromMinutes(4);

    readonly Process process;
    readonly List<string> lines = [];
    readonly Task<string> errors;

    Child(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>128 + the signal, when one killed it.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Lines => lines;

    public TextWriter Input => process.StandardInput;

    /// <summary>The worker, or another program of the repository, as dotnet runs it.</summary>
    public static Child Start(string project, IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        Start(DotNet, [Repository.Program(project), .. arguments], AppContext.BaseDirectory, environment);

    /// <summary>A program whose assembly is not named after its project.</summary>
    public static Child Start(string project, string assembly, IEnumerable<string> arguments) =>
        Start(DotNet, [Repository.Program(project, assembly), .. arguments], AppContext.BaseDirectory, []);

    public static Child Start(string program, IEnumerable<string> arguments, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new Child(Process.Start(start)!);
    }

    public static string DotNet { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>The next line; null when it has ended.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(patience);
        if (line is not null)
            lines.Add(line);
        return line;
    }

    /// <summary>Waits for a line that begins like this.</summary>
    public async Task<string> UntilAsync(string beginning)
    {
        while (await ReadLineAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"It ended without '{beginning}': {await StoryAsync()}");
    }

    /// <summary>Waits until it has ended; gives the exit code.</summary>
    public async Task<int> EndedAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }

        await process.WaitForExitAsync().WaitAsync(patience);
        return ExitCode;
    }

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await EndedAsync();
    }

    /// <summary>All it said, for a message. Only after its end.</summary>
    public async Task<string> StoryAsync() => string.Join('\n', [$"exit code {ExitCode}", .. lines, await errors]);

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}

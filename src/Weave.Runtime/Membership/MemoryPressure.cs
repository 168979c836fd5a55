using System.Globalization;
using Weave.Execution;

namespace Weave.Cluster;

/// <summary>Looks at the kernel's pressure stall information. The growth of its counter since the last look tells of a sudden shortage as soon as a trigger would.</summary>
/// <param name="options">What to look at.</param>
/// <param name="machine">The clock.</param>
/// <param name="changed">Called when pressure begins (true) and when it is over.</param>
sealed class MemoryPressure(PressureOptions options, Machine machine, Action<bool> changed)
{
    readonly Dictionary<string, (long Total, long At)> seen = [];

    /// <summary>The machine's file, and that of this process's control group.</summary>
    public static IReadOnlyList<string> DefaultFiles()
    {
        var files = new List<string> { "/proc/pressure/memory" };
        try
        {
            // Version 2 of control groups: one line, "0::/path".
            if (File.ReadLines("/proc/self/cgroup").FirstOrDefault(static l => l.StartsWith("0::/", StringComparison.Ordinal)) is { } line)
                files.Add($"/sys/fs/cgroup{line["0::".Length..].TrimEnd('/')}/memory.pressure");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No such system.
        }

        return files;
    }

    public async Task WatchAsync(CancellationToken closing)
    {
        var pace = new Pace(machine);
        var isPressed = false;
        while (!closing.IsCancellationRequested)
        {
            var now = options.Files.Select(Share).DefaultIfEmpty(0).Max() >= options.Threshold;
            if (now != isPressed)
                changed(isPressed = now);
            await pace.WaitAsync(options.Period, closing).ConfigureAwait(false);
        }
    }

    /// <summary>The part of the time that something waited, as a file has it.</summary>
    double Share(string file)
    {
        try
        {
            var some = File.ReadLines(file).First(static l => l.StartsWith("some ", StringComparison.Ordinal)).Split(' ');
            var average = double.Parse(Value(some, "avg10="), CultureInfo.InvariantCulture) / 100;
            var total = long.Parse(Value(some, "total="), CultureInfo.InvariantCulture);
            var now = machine.Clock.GetTimestamp();
            var before = seen.TryGetValue(file, out var last) ? last : (Total: total, At: now);
            seen[file] = (total, now);
            var passed = machine.Clock.GetElapsedTime(before.At, now);
            var since = passed > TimeSpan.Zero ? TimeSpan.FromMicroseconds(total - before.Total) / passed : 0;
            return Math.Max(average, since);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or FormatException)
        {
            return 0;
        }
    }

    static string Value(string[] words, string name) => words.First(w => w.StartsWith(name, StringComparison.Ordinal))[name.Length..];
}

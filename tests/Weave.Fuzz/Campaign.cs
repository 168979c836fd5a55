using System.Diagnostics;
using System.Globalization;

namespace Weave.Fuzz;

/// <summary>
/// Runs slice after slice, each in a process of its own: what was woven cannot be unloaded, so a slice ends when it has grown too large; and a program that takes
/// the process down (a stack that overflows) is a failure like another.
/// </summary>
sealed class Campaign(Options options, IReadOnlyList<string> arguments)
{
    /// <summary>What a slice says at the beginning of each batch, before the number of programs before it.</summary>
    public const string Begun = "begun: ";

    readonly Stopwatch clock = Stopwatch.StartNew();
    Totals totals = Totals.Zero;

    public int Run()
    {
        while (totals.Taken < options.Programs && clock.Elapsed.TotalSeconds < options.Seconds)
        {
            var slice = Slice();
            totals += slice;
            if (slice.Taken == 0)
                break;
            if (totals.Taken < options.Programs && clock.Elapsed.TotalSeconds < options.Seconds)
                Console.WriteLine($"{clock.Elapsed:h\\:mm\\:ss} {totals}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals.Programs / clock.Elapsed.TotalSeconds:0.0} programs a second, {totals.Faults} faults of the fuzzer"));
        Console.WriteLine(totals);
        return totals.Mismatches > 0 || totals.Faults > 0 ? 1 : 0;
    }

    /// <summary>Programs from where the last slice ended.</summary>
    Totals Slice()
    {
        var first = options.Seed + (ulong)totals.Taken;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(Campaign).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        Add("--slice");
        Add("--seed", first.ToString(CultureInfo.InvariantCulture));
        Add("--programs", (options.Programs - totals.Taken).ToString(CultureInfo.InvariantCulture));
        Add("--seconds", (options.Seconds - clock.Elapsed.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        // Nearly all code that runs is new: mapping it twice, once to write it, costs more than it protects here.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process of a slice cannot be started.");
        Totals? result = null;
        var begun = new List<long>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith(Begun, StringComparison.Ordinal))
                begun.Add(long.Parse(line[Begun.Length..], CultureInfo.InvariantCulture));
            else if (Totals.Parse(line) is { } totals)
                result = totals;
            else
                Console.WriteLine(line);
        }
        process.WaitForExit();
        if (result is not null)
            return result;
        var last = begun.TakeLast(options.Workers).Order().ToList();
        Console.WriteLine($"MISMATCH: the process ended with code {process.ExitCode} in one of the batches that begin with seeds {string.Join(" and ", last.Select(b => first + (ulong)b))}");
        return Totals.Zero with { Mismatches = 1, Taken = last.Count == 0 ? 0 : last[^1] + Fuzz.Slice.BatchSize };

        void Add(params string[] more)
        {
            foreach (var argument in more)
                start.ArgumentList.Add(argument);
        }
    }
}

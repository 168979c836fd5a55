using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Weave.Fuzz.Generation;
using Weave.Fuzz.Running;
using Weave.Fuzz.Shrinking;

namespace Weave.Fuzz;

/// <summary>Tries program after program until the time is up, on a few threads.</summary>
sealed class Campaign(Options options, Features features)
{
    const int BatchSize = 24;

    /// <summary>After so many failures the next ones are only counted.</summary>
    const int MostShrunk = 6;

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly ConcurrentDictionary<string, int> refusals = [];
    readonly Lock gate = new();
    long taken;
    long programs;
    long methods;
    long captures;
    int mismatches;
    int faults;

    public int Run()
    {
        var workers = Enumerable.Range(0, options.Workers).Select(_ => new Thread(Work, maxStackSize: 16 << 20) { IsBackground = true }).ToList();
        workers.ForEach(static w => w.Start());
        while (workers.Exists(static w => w.IsAlive))
        {
            Thread.Sleep(50);
            if (Watch.Stuck(TimeSpan.FromSeconds(20)) is { } stuck)
            {
                Console.WriteLine($"MISMATCH, seed {stuck.Program.Seed}: does not end, {stuck.What}\n{stuck.Program.Text}");
                mismatches++;
                break;
            }
        }
        foreach (var (reason, count) in refusals.OrderByDescending(static r => r.Value).Take(12))
            Console.WriteLine($"refused {count}: {reason}");
        var refused = refusals.Values.Sum();
        var woven = methods == 0 ? 0 : 100.0 * (methods - refused) / methods;
        Console.WriteLine($"{programs / clock.Elapsed.TotalSeconds:0.0} programs a second, {faults} faults of the fuzzer");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz: programs={programs} woven={woven:0.0} captures={captures} mismatches={mismatches}"));
        return mismatches > 0 || faults > 0 ? 1 : 0;
    }

    void Work()
    {
        while (clock.Elapsed.TotalSeconds < options.Seconds)
        {
            var first = Interlocked.Add(ref taken, BatchSize) - BatchSize;
            var count = (int)Math.Min(BatchSize, options.Programs - first);
            if (count <= 0)
                return;
            var batch = Enumerable.Range(0, count).Select(i => Program(options.Seed + (ulong)first + (ulong)i)).ToList();
            foreach (var verdict in Batch.Try(batch))
                Count(verdict);
        }
    }

    FuzzProgram Program(ulong seed) => new(seed, $"P{seed}", ProgramGenerator.Write(seed, features, $"Corpus.Fuzz.P{seed}"));

    void Count(Verdict verdict)
    {
        foreach (var refusal in verdict.Refusals)
            refusals.AddOrUpdate(refusal, 1, static (_, n) => n + 1);
        lock (gate)
        {
            programs++;
            methods += verdict.Methods;
            captures += verdict.Captures;
            if (verdict.Fault is { } fault)
            {
                faults++;
                Console.WriteLine($"fault of the fuzzer, seed {verdict.Program.Seed}: {fault}");
            }
            if (verdict.Mismatch is null)
                return;
            Console.WriteLine($"MISMATCH, seed {verdict.Program.Seed}, {verdict.Mismatch.Kind}: {verdict.Mismatch.Detail}");
            if (++mismatches > MostShrunk)
                return;
        }
        var shrunk = Shrinker.Shrink(verdict.Mismatch, TimeSpan.FromSeconds(options.Shrink));
        Console.WriteLine($"{shrunk.Program.Text}\n{shrunk.Detail}\nsaved as {RegressionFile.Save(shrunk, options.Keep)}");
    }
}

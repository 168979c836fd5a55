using System.Collections.Concurrent;
using System.Diagnostics;
using Weave.Fuzz.Generation;
using Weave.Fuzz.Running;
using Weave.Fuzz.Shrinking;

namespace Weave.Fuzz;

/// <summary>Tries program after program on a few threads, until the time is up or the process has grown too large: what was woven cannot be unloaded.</summary>
sealed class Slice(Options options, Features features)
{
    /// <summary>Programs of one compilation.</summary>
    public const int BatchSize = 32;

    /// <summary>One batch in so many is compiled with nullable analysis: it costs a sixth of everything and what it finds is no behaviour.</summary>
    const int Nullable = 8;

    /// <summary>After so many failures the next ones are only counted.</summary>
    const int MostShrunk = 6;

    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly ConcurrentDictionary<string, int> refusals = [];
    readonly Lock gate = new();
    Totals totals = Totals.Zero;
    long taken;

    public int Run()
    {
        var workers = Enumerable.Range(0, options.Workers).Select(_ => new Thread(Work, maxStackSize: 16 << 20) { IsBackground = true }).ToList();
        workers.ForEach(static w => w.Start());
        while (workers.Exists(static w => w.IsAlive))
        {
            Thread.Sleep(50);
            if (Watch.Stuck(TimeSpan.FromSeconds(60)) is { } stuck)
            {
                lock (gate)
                {
                    Console.WriteLine($"MISMATCH, seed {stuck.Program.Seed}: does not end, {stuck.What}\n{stuck.Program.Text}");
                    totals += Totals.Zero with { Mismatches = 1 };
                }
                break;
            }
        }
        lock (gate)
        {
            foreach (var (reason, count) in refusals.OrderByDescending(static r => r.Value).Take(12))
                Console.WriteLine($"refused {count}: {reason}");
            Console.WriteLine((totals with { Refused = refusals.Values.Sum(), Taken = Math.Min(taken, options.Programs) }).ToLine());
        }
        return 0;
    }

    void Work()
    {
        while (clock.Elapsed.TotalSeconds < options.Seconds && Environment.WorkingSet < options.Memory)
        {
            var first = Interlocked.Add(ref taken, BatchSize) - BatchSize;
            var count = (int)Math.Min(BatchSize, options.Programs - first);
            if (count <= 0)
                return;
            lock (gate)
                Console.WriteLine($"{Campaign.Begun}{first}");
            var batch = Enumerable.Range(0, count).Select(i => FuzzProgram.Of(options.Seed + (ulong)first + (ulong)i, features)).ToList();
            foreach (var verdict in Batch.Try(batch, nullable: (first / BatchSize) % Nullable == 0))
                Count(verdict);
        }
    }

    void Count(Verdict verdict)
    {
        foreach (var refusal in verdict.Refusals)
            refusals.AddOrUpdate(refusal, 1, static (_, n) => n + 1);
        lock (gate)
        {
            totals += new Totals(1, verdict.Methods, 0, verdict.Captures, verdict.Mismatch is null ? 0 : 1, verdict.Fault is null ? 0 : 1, 0);
            if (verdict.Fault is { } fault)
                Console.WriteLine($"fault of the fuzzer, seed {verdict.Program.Seed}: {fault}");
            if (verdict.Mismatch is null)
                return;
            Console.WriteLine($"MISMATCH, seed {verdict.Program.Seed}, {verdict.Mismatch.Kind}: {verdict.Mismatch.Detail}");
            if (totals.Mismatches > MostShrunk)
                return;
        }
        var shrunk = Shrinker.Shrink(verdict.Mismatch, TimeSpan.FromSeconds(options.Shrink));
        lock (gate)
            Console.WriteLine($"{shrunk.Program.Text}\n{shrunk.Detail}\nsaved as {RegressionFile.Save(shrunk, options.Keep)}");
    }
}

using Weave.Fuzz.Generation;
using Weave.Fuzz.Running;

namespace Weave.Fuzz.Mutation;

/// <summary>Breaks the compiler on purpose, one bug after another: the fuzzer has to find each. One that finds no planted bug would find no other.</summary>
sealed class MutationCampaign(Options options, Features features)
{
    const int BatchSize = 12;

    /// <summary>Seconds of processor time in which a planted bug has to be found: what others do on the machine does not count.</summary>
    const double Limit = 10;

    /// <summary>Seconds after which a call does not end.</summary>
    const double Patience = 5;

    /// <summary>Seconds that what did not end is given to end after all, so that it does not count against the next bug.</summary>
    const double Settling = 60;

    ulong next = options.Seed;
    Thread? worker;

    public int Run()
    {
        for (var i = 0; i < 3; i++)
            Batch.Try(Programs(features)); // the compiler is compiled here, so that it does not count
        var survived = 0;
        var mutants = Mutants.All.Where(m => m.Name.Contains(options.Mutant, StringComparison.Ordinal)).ToList();
        foreach (var mutant in mutants)
        {
            worker?.Join(TimeSpan.FromSeconds(Settling));
            Watch.Clear();
            var start = Environment.CpuUsage.TotalTime;
            double Spent() => (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            var tried = 0;
            Mismatch? found = null;
            while (found is null && Spent() < Limit)
            {
                var programs = Programs(features.More(mutant.Features));
                found = Try(programs, mutant);
                tried += programs.Count;
            }
            var seconds = Spent();
            if (found is null)
            {
                survived++;
                Console.WriteLine($"SURVIVED {mutant.Name}: {tried} programs in {seconds:0.0} s");
                continue;
            }
            Console.WriteLine($"caught in {seconds:0.0} s by seed {found.Program.Seed}: {mutant.Name}\n    {found.Detail.Split('\n')[0]}");
        }
        Console.WriteLine($"mutants={mutants.Count} survived={survived}");
        return survived > 0 ? 1 : 0;
    }

    List<FuzzProgram> Programs(Features features) => [.. Enumerable.Range(0, BatchSize).Select(_ => next++).Select(seed => FuzzProgram.Of(seed, features))];

    /// <summary>The first failure of a batch. What does not end has failed too; its thread is left to itself.</summary>
    Mismatch? Try(List<FuzzProgram> programs, Mutant mutant)
    {
        Mismatch? found = null;
        worker = new Thread(() => found = Batch.Try(programs, mutant).Select(static v => v.Mismatch).FirstOrDefault(static m => m is not null), maxStackSize: 16 << 20) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromSeconds(0.2)))
        {
            if (Watch.Stuck(TimeSpan.FromSeconds(Patience)) is { } stuck)
                return new(stuck.Program, "does not end", $"{stuck.What}: does not end");
        }
        return found;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Weave.Execution;

namespace Weave.Testing;

/// <summary>What a test process did under chaos: counts, mismatches, and the summary that is left when it ends.</summary>
sealed class ChaosReport
{
    /// <summary>Calls of one function that are watched before only some of them are.</summary>
    const long FirstCalls = 256;

    const int MostMismatches = 50;

    /// <summary>A test platform in a hurry kills its process before that has said everything: the file is never older than this.</summary>
    static readonly TimeSpan freshness = TimeSpan.FromMilliseconds(200);

    readonly Lock writing = new();
    ITimer? timer;
    string written = "";

    readonly ConcurrentDictionary<FragmentFunction, StrongBox> callsOf = new();
    readonly ConcurrentQueue<StateMismatchException> mismatches = new();
    readonly string built;
    readonly bool all;
    string file = "";
    long calls;
    long woven;
    long captures;
    int wovenMethods;
    int refusedMethods;

    ChaosReport(Regime regime, string built, bool all)
    {
        Regime = regime;
        this.built = built;
        this.all = all;
    }

    public Regime Regime { get; }

    /// <summary>Reads the regime and sees to the summary at the end of the process.</summary>
    public static ChaosReport Start(string built, bool all)
    {
        var wanted = Environment.GetEnvironmentVariable("WEAVE_CHAOS") is { Length: > 0 } variable ? variable : AppContext.GetData("Weave.Chaos") as string ?? built;
        var report = new ChaosReport(Regime.Parse(wanted), built, all);
        report.timer = TimeProvider.System.CreateTimer(static r => ((ChaosReport)r!).Write(), report, freshness, freshness);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => report.End();
        return report;
    }

    public void AddModule(int wovenInModule, int refusedInModule, string reportFile)
    {
        wovenMethods += wovenInModule;
        refusedMethods += refusedInModule;
        if (file.Length == 0)
            file = reportFile;
    }

    public void CountCall() => Interlocked.Increment(ref calls);

    public void CountWoven() => Interlocked.Increment(ref woven);

    public void CountCaptures(long count) => Interlocked.Add(ref captures, count);

    public void Add(StateMismatchException mismatch)
    {
        if (mismatches.Count < MostMismatches)
            mismatches.Enqueue(mismatch);
    }

    /// <summary>True for the calls that are stopped: the first few of each function, then ever fewer, so that a function that is called a million times does not take hours.</summary>
    public bool ShallWatch(FragmentFunction function)
    {
        if (Regime.Kind is RegimeKind.Exhaustive or RegimeKind.Cut or RegimeKind.Capture)
            return true;
        var call = Interlocked.Increment(ref callsOf.GetOrAdd(function, static _ => new()).Value);
        return call <= FirstCalls || call % (1 + (call / FirstCalls)) == 0;
    }

    /// <summary>Equal for equal functions in every process: which calls come first may differ between runs of tests in parallel.</summary>
    public int SeedOf(FragmentFunction function)
    {
        var seed = Regime.Seed;
        foreach (var c in function.Id)
            seed = unchecked((seed * 31) + c);
        return seed;
    }

    public string Repeat(Regime alone)
    {
        var build = $"-p:WeaveChaos={built}" + (all ? " -p:WeaveFragments=all" : "");
        return $"To repeat it: WEAVE_CHAOS='{Regime}' dotnet test {build}; to stop nowhere else: WEAVE_CHAOS='{alone}' dotnet test {build}";
    }

    void End()
    {
        timer?.Dispose();
        Write();
        try
        {
            Console.Write(written);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process ends, and there is nowhere left to say so.
        }
    }

    void Write()
    {
        lock (writing)
        {
            var text = Text();
            if (file.Length == 0 || text == written)
            {
                written = text;
                return;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
                written = text;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next time, or never: a summary is no reason to fail a test.
            }
        }
    }

    string Text()
    {
        var text = new StringBuilder();
        foreach (var mismatch in mismatches)
            text.Append("weave: mismatch: ").Append(mismatch.Message.ReplaceLineEndings(" ")).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"weave: regime={Regime} methods={wovenMethods} mismatches={mismatches.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"weave: calls={calls} woven={woven} captures={captures} refused={refusedMethods}\n");
        return text.ToString();
    }

    sealed class StrongBox
    {
        public long Value;
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Benchmarks.Reporting;
using Weave.Generator.Pipeline;

namespace Weave.Benchmarks.Compiler;

/// <summary>What the source generator costs: cold, again on the same source, after an edit elsewhere, after an edit of one body. Parsing is not counted: the compiler has to do it anyway.</summary>
public sealed class GeneratorBenchmark(TextWriter output)
{
    const int Warming = 6;
    const int Rounds = 9;

    static readonly CSharpParseOptions parse = new(LanguageVersion.Preview);

    sealed record Times(double Cold, double Again, double Elsewhere, double Body);

    /// <summary>Returns the exit code.</summary>
    public int Run()
    {
        output.WriteLine($"cores: {Environment.ProcessorCount}; runtime: {Environment.Version}");
        for (var i = 0; i < Warming; i++)
            Measure(new ShopSource(100));
        var table = new Table(new Column("fragments"), new Column("cold ms"), new Column("no-op ms"), new Column("unrelated ms"), new Column("body ms"), new Column("no-op"), new Column("unrelated"), new Column("body"));
        Times last = null!;
        foreach (var functions in (int[])[20, 500])
        {
            var source = new ShopSource(functions);
            Measure(source);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Measure(source)).ToList();
            last = new(Median(rounds, static t => t.Cold), Median(rounds, static t => t.Again), Median(rounds, static t => t.Elsewhere), Median(rounds, static t => t.Body));
            table.Add(
                functions.ToString(CultureInfo.InvariantCulture), Number(last.Cold), Number(last.Again), Number(last.Elsewhere), Number(last.Body),
                Ratio(last.Again / last.Cold), Ratio(last.Elsewhere / last.Cold), Ratio(last.Body / last.Cold));
        }
        table.Print(output, $"running the generator; median of {Rounds} rounds, ratios to cold");
        output.WriteLine();
        output.WriteLine($"generator: cold500={last.Cold.ToString("0", CultureInfo.InvariantCulture)} noop={Ratio(last.Again / last.Cold)} unrelated={Ratio(last.Elsewhere / last.Cold)} body={Ratio(last.Body / last.Cold)}");
        return 0;
    }

    static Times Measure(ShopSource source)
    {
        var compilation = source.Compile();
        var again = source.EditElsewhere(compilation);
        var (elsewhere, body) = (source.EditElsewhere(again), source.EditBody(again));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new WeaveGenerator().AsSourceGenerator()], parseOptions: parse);
        GC.Collect();
        var cold = Time(() => driver = driver.RunGenerators(compilation));
        if (driver.GetRunResult().Results.Single() is not { Exception: null, GeneratedSources.Length: > 20 } result)
            throw new BenchmarkFailedException("The generator gave nothing.");
        var noop = Time(() => driver = driver.RunGenerators(compilation.Clone()));
        driver = driver.RunGenerators(again);
        var afterElsewhere = Time(() => driver.RunGenerators(elsewhere));
        var afterBody = Time(() => driver.RunGenerators(body));
        return new(cold, noop, afterElsewhere, afterBody);
    }

    static double Time(Action run)
    {
        var clock = Stopwatch.StartNew();
        run();
        return clock.Elapsed.TotalMilliseconds;
    }

    static double Median(IEnumerable<Times> rounds, Func<Times, double> which) => rounds.Select(which).Order().ElementAt(Rounds / 2);

    static string Number(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    static string Ratio(double ratio) => ratio.ToString("0.000", CultureInfo.InvariantCulture);
}

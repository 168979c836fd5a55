using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Testing;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Equivalence is the law: for every sample and every schedule of captures, the woven method does what the plain one does.</summary>
public sealed class EquivalenceTests
{
    public static TheoryData<string, string> Samples()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in SampleFile.All.Concat(SampleFile.ByHandle))
        {
            var names = CSharpSyntaxTree.ParseText(file.Text, GeneratorHost.Parse(LanguageVersion.Preview)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
                .Where(static m => m.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => a.Name.ToString() is "Case" or "Cases"))
                .Select(static m => m.Identifier.ValueText).Distinct();
            foreach (var name in names)
                rows.Add(file.Name, name);
        }
        return rows;
    }

    [Fact]
    public void Every_file_compiles_with_its_generated_code() =>
        Assert.True(Corpus.Loaded.Broken.Count + Corpus.ByHandle.Broken.Count == 0, string.Join("\n", Corpus.Loaded.Broken.Concat(Corpus.ByHandle.Broken).Select(static b => $"{b.Key}:\n{b.Value}")));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Woven_is_plain(string file, string method)
    {
        var corpus = SampleFile.All.Any(f => f.Name == file) ? Corpus.Loaded : Corpus.ByHandle;
        var samples = corpus.Find(file, method);
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            var captures = 0L;
            foreach (var (name, make) in sample.Cases())
                captures += Check(sample, name, make);
            Assert.True(captures > 0 != sample.NeverCaptures, $"{sample} was {(captures > 0 ? "" : "never ")}captured.");
        }
    }

    static long Check(Sample sample, string name, Func<object?[]> make)
    {
        var plain = Oracle.Observe(make, a => sample.CallPlain((object?[])a!), Options(sample));
        var captures = 0L;
        List<byte[]>? states = null;
        foreach (var regime in Regimes.Fixed.Where(r => !sample.Corpus.Handles || r.Passage is Passage.None or Passage.Graft))
        {
            var run = Compare(sample, name, make, plain, regime);
            captures = Math.Max(captures, run.Captures);
            if (regime is { Kind: RegimeKind.Exhaustive, Passage: Passage.None } && run.States.Count > 0)
                states = [.. run.States];
            else if (regime is { Kind: RegimeKind.Exhaustive, Passage: Passage.Fresh } && run.Captures == states?.Count)
                CompareStates($"{sample}{name}, {regime}", states, run);
        }
        foreach (var regime in Regimes.Single(captures).Select(r => sample.Corpus.Handles ? r with { Passage = Passage.Graft } : r))
            Compare(sample, name, make, plain, regime);
        return captures;
    }

    static WovenOptions Options(Sample sample) => new()
    {
        Time = new LeapingClock(),
        Reset = sample.Reset,
        Probe = sample.Log.Take,
        KeepStates = true,
        Handles = sample.Corpus.Handles,
        MostCaptures = 20_000,
    };

    static WovenRun Compare(Sample sample, string name, Func<object?[]> make, Observation plain, Regime regime)
    {
        var run = new WovenRun(regime, Options(sample));
        sample.Reset();
        var arguments = make();
        var woven = Observation.Of(arguments, () => run.Run(sample.CallWoven(arguments)), sample.Log.Take);
        if (plain.Difference(woven, arguments: regime.Passage is Passage.None or Passage.Graft) is { } difference)
            Assert.Fail($"{sample}{name}, {regime}: {difference}\nafter these captures:\n  {string.Join("\n  ", run.Cuts.TakeLast(12))}");
        return run;
    }

    /// <summary>A strand that was loaded writes what the strand writes that was not.</summary>
    static void CompareStates(string what, List<byte[]> expected, WovenRun run)
    {
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i].AsSpan().SequenceEqual(run.States[i]), $"{what}: the state at capture {i + 1} ({run.Cuts[i]}) differs from the one that was never loaded.");
    }
}

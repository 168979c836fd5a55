using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Execution;
using Weave.Generator.Tests.Codecs;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Equivalence is the law: for every sample and every schedule of captures, the woven method does what the plain one does.</summary>
public sealed class EquivalenceTests
{
    public static TheoryData<string, string> Samples()
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in SampleFile.All)
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
        Assert.True(Corpus.Loaded.Broken.Count == 0, string.Join("\n", Corpus.Loaded.Broken.Select(static b => $"{b.Key}:\n{b.Value}")));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Woven_is_plain(string file, string method)
    {
        var samples = Corpus.Loaded.Find(file, method);
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
        var plain = Plain(sample, make());
        var symbols = new SampleSymbols();
        var captures = 0L;
        List<byte[]>? states = null;
        foreach (var regime in Regime.Fixed)
        {
            var ferry = Compare(sample, name, make(), plain, regime, symbols);
            captures = Math.Max(captures, ferry.Cuts.Count);
            if (regime.Passage == Passage.None && ferry.States.Count > 0)
                states = ferry.States;
            else if (regime.Passage == Passage.Full && ferry.Cuts.Count == states?.Count)
                CompareStates($"{sample}{name}, {regime.Name}", states, ferry);
        }
        foreach (var regime in Regime.Single(captures))
            Compare(sample, name, make(), plain, regime, symbols);
        return captures;
    }

    static Observed Plain(Sample sample, object?[] arguments)
    {
        sample.Reset();
        return Observed.Of(sample.Log, arguments, () =>
        {
            var result = sample.CallPlain(arguments);
            if (result is not Task task)
                return result;
            task.GetAwaiter().GetResult();
            return task.GetType().GetProperty("Result") is { } property && property.PropertyType.Name != "VoidTaskResult" ? property.GetValue(task) : null;
        });
    }

    static Ferry Compare(Sample sample, string name, object?[] arguments, Observed plain, Regime regime, SampleSymbols symbols)
    {
        var ferry = new Ferry(regime, symbols);
        sample.Reset();
        var woven = Observed.Of(sample.Log, arguments, () => Run(sample, arguments, regime, ferry));
        if (plain.Difference(woven, regime.SameObjects) is { } difference)
            Assert.Fail($"{sample}{name}, {regime.Name}: {difference}\nafter these captures:\n  {string.Join("\n  ", ferry.Cuts.TakeLast(12))}");
        return ferry;
    }

    static object? Run(Sample sample, object?[] arguments, Regime regime, Ferry ferry)
    {
        var (frame, type) = sample.CallWoven(arguments);
        var driver = new StrandDriver(new() { Policy = regime.Policy(), OnCaptured = ferry.Carry, Time = new LeapingClock() });
        var result = typeof(StrandDriver).GetMethod(nameof(StrandDriver.Resume))!.MakeGenericMethod(type)
            .Invoke(driver, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [new[] { frame }], null);
        return result is Unit ? null : result;
    }

    /// <summary>A strand that was loaded writes what the strand writes that was not.</summary>
    static void CompareStates(string what, List<byte[]> expected, Ferry ferry)
    {
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i].AsSpan().SequenceEqual(ferry.States[i]), $"{what}: the state at capture {i + 1} ({ferry.Cuts[i]}) differs from the one that was never loaded.");
    }
}

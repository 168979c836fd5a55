using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Execution;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>
/// Methods with 61 to 66 cuts. A JIT of .NET 10 sent jump tables of 64 entries to the wrong side: each cut is resumed often enough that the dispatch is compiled
/// by every tier.
/// </summary>
public sealed class ManyCutsTests
{
    const int Rounds = 60;

    [Fact]
    public void Each_of_many_cuts_is_resumed_where_it_was()
    {
        var methods = string.Join("\n", Enumerable.Range(61, 6).Select(Method));
        var source = $$"""
            using Weave;
            namespace ManyCuts;
            public static partial class Sample
            {
                [Fragment]
                static int Cut(int x)
                {
                    while (x < 0)
                        x = -x;
                    return x;
                }
            {{methods}}
            }
            """;
        var (whole, _) = GeneratorHost.Generate(GeneratorHost.Compile("ManyCuts", LanguageVersion.Preview, [("ManyCuts.cs", source)]));
        using var stream = new MemoryStream();
        var emitted = whole.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var assembly = new AssemblyLoadContext("ManyCuts", isCollectible: false).LoadFromStream(stream);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        var fragments = assembly.GetType("ManyCuts.Sample+Fragments", throwOnError: true)!;
        for (var count = 61; count <= 66; count++)
        {
            var expected = Enumerable.Range(1, count).Aggregate(0L, static (sum, i) => (sum * 3) + i);
            var start = fragments.GetMethod($"M{count}")!;
            for (var round = 0; round < Rounds; round++)
            {
                var driver = new StrandDriver(new() { Policy = StopPolicy.EveryPoll, OnCaptured = static frames => frames });
                Assert.Equal(expected, driver.Run((FragmentCall<long>)start.Invoke(null, null)!));
                Assert.Equal(count, driver.Shown);
            }
        }
    }

    static string Method(int count) => $$"""
            [Fragment]
            public static long M{{count}}()
            {
                long sum = 0;
                {{string.Join("\n", Enumerable.Range(1, count).Select(static i => $"sum = sum * 3 + Cut(-{i});"))}}
                return sum;
            }
        """;
}

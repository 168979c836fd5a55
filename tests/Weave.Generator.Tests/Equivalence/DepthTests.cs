using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Execution;
using Weave.State;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Recursion a million deep: plain C# would overflow its stack, so the answers are computed here.</summary>
public sealed class DepthTests
{
    const int Depth = 1_000_000;

    const string Source = """
        using Weave;
        namespace Depth;
        public static partial class Sample
        {
            [Fragment]
            public static long Sum(int n)
            {
                if (n == 0)
                    return 0;
                return n + Sum(n - 1);
            }

            [Fragment]
            public static long Collect(List<int> seen, int n)
            {
                if (n == 0)
                    throw new InvalidOperationException("bottom");
                try
                {
                    seen.Add(n);
                    return n + Collect(seen, n - 1);
                }
                catch (InvalidOperationException) when (n == 1000)
                {
                    return seen.Count;
                }
                finally
                {
                    if (n % 2 == 0)
                        seen[^1]++;
                }
            }

            [Fragment]
            public static async Task<long> Ping(int n) => n == 0 ? 0 : 1 + await Pong(n - 1);

            [Fragment]
            public static async Task<long> Pong(int n) => n == 0 ? 0 : 2 + await Ping(n - 1);
        }
        """;

    static readonly Lazy<Type> fragments = new(static () =>
    {
        var (whole, _) = GeneratorHost.Generate(GeneratorHost.Compile("Depth", LanguageVersion.Preview, [("Depth.cs", Source)]));
        using var stream = new MemoryStream();
        var emitted = whole.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        var assembly = new AssemblyLoadContext("Depth", isCollectible: false).LoadFromStream(stream);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly.GetType("Depth.Sample+Fragments", throwOnError: true)!;
    });

    static FragmentCall<long> Call(string name, params object[] arguments) => (FragmentCall<long>)fragments.Value.GetMethod(name)!.Invoke(null, arguments)!;

    [Fact]
    public void A_million_calls_deep_gives_the_sum() => Assert.Equal((long)Depth * (Depth + 1) / 2, new StrandDriver().Run(Call("Sum", Depth)));

    [Fact]
    public void A_million_calls_deep_two_functions_take_turns() => Assert.Equal(Depth / 2 * 3L, new StrandDriver().Run(Call("Ping", Depth)));

    [Fact]
    public void An_exception_rises_through_frames_that_share_a_list()
    {
        var seen = new List<int>();
        Assert.Equal(Enumerable.Range(1001, 19_000).Sum(static n => (long)n) + 20_000, new StrandDriver().Run(Call("Collect", seen, 20_000)));
        Assert.Equal(20_000, seen.Count);
        Assert.Equal(1 + 10_000, seen[^1]);
    }

    [Fact]
    public void A_deep_stack_stopped_once_is_saved_and_goes_on()
    {
        var symbols = new SampleSymbols();
        var depth = 0;
        var driver = new StrandDriver(new()
        {
            Policy = StopPolicy.Nth(300),
            OnCaptured = frames =>
            {
                depth = frames.Count;
                var checkpoint = new StrandEncoder(symbols).Encode(frames, new() { Run = "deep", Strand = "0", Epoch = 1, Sequence = 1 }, Checkpoints.CheckpointKind.Full);
                return StrandDecoder.Decode([checkpoint], symbols).Frames;
            },
        });
        Assert.Equal(5000L * 5001 / 2, driver.Run(Call("Sum", 5000)));
        Assert.True(depth > 100, $"{depth}");
    }
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.Emit;
using Weave.Execution;
using Weave.Generator.Tests.Equivalence;
using Weave.Testing;

namespace Weave.Generator.Tests.Debugging;

/// <summary>What a user sees of woven code when it fails or is stepped through: the file and lines of the source.</summary>
public sealed class DebuggingTests
{
    const string Source = """
        using Weave;

        namespace Debugged;

        public static partial class Sample
        {
            [Fragment]
            public static int Outer(int count)
            {
                var sum = 0;
                for (var i = 0; i < count; i++)
                {
                    // The call, below a comment.
                    sum += Inner(
                        i);
        #if NOT_DEFINED
                    sum = 0;
        #endif
                    if (sum > 100)
                    {
                        sum -= 1;


                        sum -= 2; // below two empty lines
                    }
                }
                return sum;
            }

            [Fragment]
            static int Inner(int number)
            {
                var left = number;
                while (left > 0)
                    left--;
                try
                {
                    if (number == 3)
                        throw new System.InvalidOperationException("thrown in line 39");
                }
                finally
                {
                    left = 1;
                }
                return number;
            }
        }
        """;

    const int OuterCall = 14;
    const int InnerThrow = 39;

    static readonly (Assembly Assembly, byte[] Symbols) compiled = Compile();

    [Fact]
    public void A_stack_trace_names_the_lines_of_the_source()
    {
        var trace = Thrown(Regime.None).StackTrace!;
        Assert.Matches($@"Inner__woven\(.*\) in Sample\.cs:line {InnerThrow}\b", trace);
        Assert.Matches($@"Outer__woven\(.*\) in Sample\.cs:line {OuterCall}\b", trace);
    }

    [Fact]
    public void So_it_does_across_a_resume()
    {
        var trace = Thrown(Regime.Exhaustive).StackTrace!;
        Assert.Matches($@"Inner__resume\(.*\) in Sample\.cs:line {InnerThrow}\b", trace);
        Assert.Matches($@"Outer__resume\(.*\) in Sample\.cs:line {OuterCall}\b", trace);
        Assert.DoesNotContain("__frame.Resume", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("Strand.Run", trace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Outer", "__woven")]
    [InlineData("Outer", "__resume")]
    [InlineData("Inner", "__woven")]
    [InlineData("Inner", "__resume")]
    public void A_breakpoint_on_a_statement_binds_in_both_bodies(string method, string twin)
    {
        var found = Lines(method + twin);
        Assert.All(StatementLines(method), line => Assert.Contains(line, found));
        Assert.All(found, static line => Assert.InRange(line, 1, Source.Split('\n').Length));
    }

    /// <summary>The lines at which the plain method has sequence points, braces apart.</summary>
    static IEnumerable<int> StatementLines(string method)
    {
        var text = Source.Split('\n');
        return Lines(method).Where(l => text[l - 1].Trim() is not ("{" or "}"));
    }

    /// <summary>The lines of a method's sequence points, all in the source.</summary>
    static IReadOnlyList<int> Lines(string method)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbImage([.. compiled.Symbols]);
        var reader = symbols.GetMetadataReader();
        var token = compiled.Assembly.GetType("Debugged.Sample")!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.MetadataToken;
        var points = reader.GetMethodDebugInformation((MethodDefinitionHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.Handle(token)).GetSequencePoints().Where(static p => !p.IsHidden).ToList();
        Assert.All(points, p => Assert.Equal("Sample.cs", reader.GetString(reader.GetDocument(p.Document).Name)));
        return [.. points.Select(static p => p.StartLine).Distinct().Order()];
    }

    static Exception Thrown(Regime regime)
    {
        var entry = compiled.Assembly.GetType("Debugged.Sample+Fragments")!.GetMethod("Outer")!;
        var call = (FragmentCall<int>)entry.Invoke(null, [5])!;
        var run = new WovenRun(regime, new WovenOptions());
        return Assert.Throws<InvalidOperationException>(() => run.Run(call.Frame));
    }

    static (Assembly Assembly, byte[] Symbols) Compile()
    {
        var (whole, _) = GeneratorHost.Generate(GeneratorHost.Compile(Source));
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = whole.Emit(code, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        code.Position = symbols.Position = 0;
        var assembly = new AssemblyLoadContext("Debugged").LoadFromStream(code, symbols);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return (assembly, symbols.ToArray());
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Codecs;
using Weave.Generator.Emit;
using Weave.Generator.Pipeline;

namespace Weave.Generator.Chaos;

/// <summary>What a module needs for its calls to go through woven methods: the interceptors, and the regime for its test process.</summary>
static class ChaosFiles
{
    /// <summary>The interceptors. A build can do without any of them.</summary>
    public static IEnumerable<GeneratedFile> Interceptors(CSharpCompilation compilation, IReadOnlyList<MethodFiles> methods, CancellationToken cancel)
    {
        var forwarded = new HashSet<IMethodSymbol>(methods.Where(static m => m.HasForwarder).Select(static m => m.Candidate.Method), SymbolEqualityComparer.Default);
        return new InterceptorEmitter(compilation, forwarded, cancel).Emit();
    }

    /// <summary>What the module says to the test process.</summary>
    public static GeneratedFile Module(IReadOnlyList<MethodFiles> methods, int refused, Switches switches) =>
        new("Weave.Chaos.Module.g.cs", Module(methods.Count(static m => m.Candidate.Read!.Function is not null), refused, switches));

    static string Module(int woven, int refused, Switches switches)
    {
        var writer = new SourceWriter().Line(TypeFile.Header).Line();
        writer.Line("namespace Weave.Chaos.Generated;").Line();
        writer.Line("/// <summary>Tells the test process what was asked for, and how much of this module is woven.</summary>");
        writer.Open("internal static class ChaosModule");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line($"internal static void Initialize() => global::Weave.Testing.Chaos.Add({Literal(switches.Chaos)}, all: {(switches.All ? "true" : "false")}, woven: {woven}, refused: {refused}, report: {Literal(switches.RunReport)});");
        writer.Close();
        return writer.ToString();
    }

    static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Codecs;
using Weave.Generator.Emit;
using Weave.Generator.Pipeline;

namespace Weave.Generator.Chaos;

/// <summary>What a module needs for its calls to go through woven methods: the interceptors, and the regime for its test process.</summary>
static class ChaosFiles
{
    public static IEnumerable<GeneratedFile> Of(CSharpCompilation compilation, IReadOnlyList<MethodFiles> methods, int refused, Switches switches, CancellationToken cancel)
    {
        var forwarded = new HashSet<IMethodSymbol>(methods.Where(static m => m.HasForwarder).Select(static m => m.Candidate.Method), SymbolEqualityComparer.Default);
        if (new InterceptorEmitter(compilation, forwarded, cancel).Emit() is { } interceptors)
            yield return new("Weave.Chaos.Interceptors.g.cs", interceptors);
        yield return new("Weave.Chaos.Module.g.cs", Module(methods.Count(static m => m.Candidate.Read!.Function is not null), refused, switches));
    }

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

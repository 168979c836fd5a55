using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Analyzer.Reading;
using Weave.Generator.Pipeline;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>Compiles source in memory as a user's project would: nullable, documented, every warning an error, with the real generator.</summary>
static class GeneratorHost
{
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly MetadataReference[] references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(StepAttribute).Assembly.Location),
    ];

    public static CSharpParseOptions Parse(LanguageVersion version) => new(version, DocumentationMode.Diagnose, preprocessorSymbols: ["SAMPLE"]);

    public static CSharpCompilation Compile(string name, LanguageVersion version, IEnumerable<(string Path, string Text)> sources)
    {
        var parse = Parse(version);
        var trees = sources.Prepend(("Usings.cs", Usings)).Select(source => CSharpSyntaxTree.ParseText(source.Item2, parse, source.Item1, System.Text.Encoding.UTF8));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
            generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(samplesMay.ToDictionary(static id => id, static _ => ReportDiagnostic.Suppress));
        return CSharpCompilation.Create(name, trees, references, options);
    }

    public static CSharpCompilation Compile(string source) => Compile("Sample", LanguageVersion.Preview, [("Sample.cs", source)]);

    /// <summary>Warnings that samples cause on purpose or by their brevity; generated code must be free of them by its own means, which another test checks.</summary>
    static readonly string[] samplesMay =
    [
        "CS1591", "CS0219", "CS0168", "CS1998", "CS0162", "CS8321", "CS0649", "CS0169", "CS0414", "CS1717", "CS8602", "CS8604", "CS0652", "CS8600", "CS8603", "CS8618", "CS8619", "CS8629", "CS0183", "CS8509", "CS0665", "CS4014", "CS0642", "CS0164", "CS8524", "CS8794", "CS0472", "CS0612",
    ];

    public static CSharpGeneratorDriver Driver(LanguageVersion version = LanguageVersion.Preview) => CSharpGeneratorDriver.Create(
        [new WeaveGenerator().AsSourceGenerator()], parseOptions: Parse(version), driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Reads a fragment function as the generator does.</summary>
    public static ReadResult Read(MethodDeclarationSyntax syntax, IMethodSymbol symbol, SemanticModel semantics) => FunctionReader.ReadFunction(
        syntax, symbol, semantics, Twins.Marked(semantics.Compilation, CancellationToken.None), PinnedPaths.In(semantics.Compilation, CancellationToken.None), CancellationToken.None);

    /// <summary>The compilation with generated files, and the files.</summary>
    public static (Compilation Whole, IReadOnlyList<SyntaxTree> Generated) Generate(CSharpCompilation compilation, LanguageVersion version = LanguageVersion.Preview)
    {
        var driver = Driver(version).RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var diagnostics);
        Assert.Empty(diagnostics);
        var result = driver.GetRunResult().Results.Single();
        Assert.True(result.Exception is null, result.Exception?.ToString());
        return (whole, [.. result.GeneratedSources.Select(static s => s.SyntaxTree)]);
    }

    /// <summary>The same with the switch of a test build, in which values may stay in the process; calls are left as they are.</summary>
    public static (Compilation Whole, IReadOnlyList<SyntaxTree> Generated) GenerateForTests(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new WeaveGenerator().AsSourceGenerator()], parseOptions: Parse(LanguageVersion.Preview), optionsProvider: new BuildProperties(new() { ["build_property.WeaveChaos"] = "every" }));
        var result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        Assert.True(result.Exception is null, result.Exception?.ToString());
        SyntaxTree[] trees = [.. result.GeneratedSources.Select(static s => s.SyntaxTree).Where(static t => !Path.GetFileName(t.FilePath).StartsWith("Weave.Chaos.", StringComparison.Ordinal))];
        return (compilation.AddSyntaxTrees(trees), trees);
    }
}

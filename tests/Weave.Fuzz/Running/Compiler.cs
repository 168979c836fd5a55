using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Fuzz.Running;

/// <summary>Compiles programs in memory, many at once, as a user's project would.</summary>
static partial class Compiler
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
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(StepAttribute).Assembly.Location),
    ];

    static readonly string[] prelude = [Resource("Prelude.cs"), Resource("Zoo.cs")];

    static readonly CSharpCompilationOptions options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Annotations, concurrentBuild: false);

    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Preview);

    /// <summary>The compilation of programs and what they stand on, in the namespace <paramref name="space"/>: the runtime knows functions by name, so each batch needs its own.</summary>
    public static CSharpCompilation Compile(string space, IEnumerable<FuzzProgram> programs, bool nullable = false)
    {
        var sources = prelude.Select(static (text, i) => (Path: $"Prelude{i}.cs", Text: text)).Concat(programs.Select(static p => (Path: p.Name + ".cs", p.Text)));
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(Named(source.Text, space), Parse, source.Path, System.Text.Encoding.UTF8))
            .Prepend(CSharpSyntaxTree.ParseText(Usings, Parse, "Usings.cs", System.Text.Encoding.UTF8));
        return CSharpCompilation.Create(space, trees, references, nullable ? options.WithNullableContextOptions(NullableContextOptions.Enable) : options);
    }

    static string Named(string text, string space) => CorpusNamespace().Replace(text, $"namespace {space}");

    [GeneratedRegex(@"\bnamespace Corpus\b")]
    private static partial Regex CorpusNamespace();

    static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Compiler).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded."));
        return reader.ReadToEnd();
    }
}

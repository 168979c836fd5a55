using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Weave.Analyzer.Advice;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Evolution;

namespace Weave.Rules.Tests;

/// <summary>A user's project in memory, with the rules switched on.</summary>
static class RuleHost
{
    public const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Weave;

        public sealed class Customer { readonly FileStream _stream = null!; public int Use() => _stream.ReadByte(); }
        public sealed class Order { public Customer Customer = new(); public int Use() => Customer.Use(); }
        public sealed class Basket { public List<string> Lines = []; public int Count { get; set; } public readonly int Size = 3; }

        public static partial class Calls
        {
            [Fragment] public static int Cut(int x) { while (x < 0) x++; return x; }
            [Fragment] public static async Task<int> CutAsync(int x) { await Durable.Checkpoint(); return x; }
            [Fragment] public static async Task<int> CountAsync(Basket basket) { await Durable.Checkpoint(); return basket.Count; }
            [Fragment] public static async Task<int> FillAsync(Basket basket) { await Durable.Checkpoint(); basket.Lines.Add(""); return basket.Count; }
            [Step] public static Task<int> Act(int x) => Task.FromResult(x);
            [Step] public static int ActNow(int x) => x;
        }
        """;

    static readonly ImmutableArray<MetadataReference> references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(StepAttribute).Assembly.Location),
    ];

    /// <summary>The document of a project that holds the prelude and one file, and may have settings as an <c>.editorconfig</c> has them.</summary>
    public static Document Open(string source, string? settings = null, string? switches = null, string? contracts = null)
    {
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true),
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp13), metadataReferences: references));
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Prelude.cs", SourceText.From(Prelude), filePath: "/shop/Prelude.cs");
        var file = DocumentId.CreateNewId(id);
        solution = solution.AddDocument(file, "Shop.cs", SourceText.From(source), filePath: "/shop/Shop.cs");
        if (settings is not null)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + settings), filePath: "/shop/.editorconfig");
        if (switches is not null)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), "build.globalconfig", SourceText.From("is_global = true\n" + switches), filePath: "/shop/build.globalconfig");
        if (contracts is not null)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), "weave.contracts", SourceText.From(contracts), filePath: "/shop/weave.contracts");
        return solution.GetDocument(file)!;
    }

    /// <summary>The contracts of a project.</summary>
    public static string ContractsOf(string source) => ContractReader.Read(Open(source).Project.GetCompilationAsync().GetAwaiter().GetResult()!, CancellationToken.None).ToText();

    /// <summary>What the rules say of a project.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        var faults = compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        var found = await compilation.WithAnalyzers([new FragmentAnalyzer(), new AdviceAnalyzer(), new EvolutionAnalyzer(), new ContractsAnalyzer()], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(found, static d => d.Id.StartsWith("AD", StringComparison.Ordinal));
        return [.. found.OrderBy(static d => d.Location.SourceSpan.Start)];
    }

    /// <summary>What the rules say of a file.</summary>
    public static Task<IReadOnlyList<Diagnostic>> RunAsync(string source, string? settings = null, string? switches = null) => RunAsync(Open(source, settings, switches).Project);

    public static string Text(this Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}

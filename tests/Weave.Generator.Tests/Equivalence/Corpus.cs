using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>All samples, compiled once with the real generator and loaded. A file that does not compile is left out, so that one bug is one failure.</summary>
sealed class Corpus
{
    static readonly Lazy<Corpus> loaded = new(static () => new Corpus("Corpus", SampleFile.All, handles: false));
    static readonly Lazy<Corpus> byHandle = new(static () => new Corpus("ByHandle", SampleFile.ByHandle, handles: true));

    readonly string space;
    readonly Dictionary<string, string> broken = [];
    readonly Assembly assembly;
    readonly CSharpCompilation compilation;

    /// <param name="space">The namespace of all files.</param>
    /// <param name="all">The files.</param>
    /// <param name="handles">True if values without a codec stay in the process.</param>
    Corpus(string space, IReadOnlyList<SampleFile> all, bool handles)
    {
        this.space = space;
        Handles = handles;
        var files = all.ToList();
        while (true)
        {
            compilation = GeneratorHost.Compile(space, LanguageVersion.Preview, files.Select(static f => (f.Name + ".cs", f.Text)));
            var (whole, generated) = handles ? GeneratorHost.GenerateForTests(compilation) : GeneratorHost.Generate(compilation);
            var errors = whole.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToList();
            Dump(generated);
            if (errors.Count == 0)
            {
                assembly = Load(whole);
                return;
            }
            foreach (var found in errors.GroupBy(e => FileOf(e, files)))
            {
                var text = string.Join("\n", found.Select(static e => Describe(e)).Take(8));
                if (found.Key is null)
                    throw new InvalidOperationException("The corpus does not compile:\n" + text);
                broken[found.Key.Name] = text;
                files.Remove(found.Key);
            }
        }
    }

    public static Corpus Loaded => loaded.Value;

    /// <summary>The samples whose values may stay in the process.</summary>
    public static Corpus ByHandle => byHandle.Value;

    /// <summary>True if values without a codec stay in the process.</summary>
    public bool Handles { get; }

    /// <summary>Files that do not compile with what was generated for them, and the errors.</summary>
    public IReadOnlyDictionary<string, string> Broken => broken;

    /// <summary>Why methods of this name were not woven.</summary>
    public IEnumerable<string> Refusals(MethodInfo method) =>
        from tree in compilation.SyntaxTrees
        let semantics = compilation.GetSemanticModel(tree)
        from syntax in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where syntax.Identifier.ValueText == method.Name
        let symbol = semantics.GetDeclaredSymbol(syntax)
        where symbol.ContainingType.ToDisplayString() == method.DeclaringType!.FullName!.Replace('+', '.')
        from refusal in GeneratorHost.Read(syntax, symbol, semantics).Refusals
        select refusal.ToDiagnostic().ToString();

    /// <summary>Generated code is nowhere on disk, unless a developer asks for it.</summary>
    static void Dump(IReadOnlyList<SyntaxTree> generated)
    {
        if (Environment.GetEnvironmentVariable("WEAVE_DUMP") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var tree in generated)
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(tree.FilePath)), tree.ToString());
    }

    /// <summary>What a line of generated code says belongs to the message: it is nowhere on disk.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
        return $"{diagnostic}\n    {line}";
    }

    SampleFile? FileOf(Diagnostic diagnostic, List<SampleFile> files)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return null;
        var name = Path.GetFileName(tree.FilePath);
        return files.Find(f => f.Name + ".cs" == name)
            ?? files.Find(f => f.Name != SampleFile.Prelude && (name.StartsWith($"{space}.{f.Name}.", StringComparison.Ordinal) || tree.ToString().Contains($"namespace {space}.{f.Name}", StringComparison.Ordinal)));
    }

    static Assembly Load(Compilation whole)
    {
        using var stream = new MemoryStream();
        var emitted = whole.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        stream.Position = 0;
        // The registries of the runtime keep its frames, so that it could never be collected.
        var assembly = new AssemblyLoadContext(whole.AssemblyName, isCollectible: false).LoadFromStream(stream);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }

    /// <summary>The samples of a file: methods of one name that bear a case.</summary>
    public IReadOnlyList<Sample> Find(string file, string method)
    {
        Assert.False(broken.ContainsKey(file), $"{file} does not compile with its generated code.");
        var inside = $"{space}.{file}";
        return
        [
            .. assembly.GetTypes().Where(t => t.Namespace == inside || t.Namespace?.StartsWith(inside + ".", StringComparison.Ordinal) == true)
                .SelectMany(static t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(m => m.Name == method && m.GetCustomAttributes().Any(static a => a.GetType().Name is "CaseAttribute" or "CasesAttribute"))
                .Select(m => new Sample(this, file, m, new SampleLog(assembly, space))),
        ];
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Codecs;
using Weave.Generator.Codecs;
using Weave.Testing;

namespace Weave.Generator.Tests.Codecs;

/// <summary>A source compiled in memory, its plans, and the assembly with the codecs generated for it.</summary>
sealed class CodecWorkshop
{
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    const string Trip = """
        public sealed class Symbols : Weave.State.ISymbolTable
        {
            private readonly System.Collections.Generic.List<string> texts = [];
            public int Intern(string text) { if (!texts.Contains(text)) texts.Add(text); return texts.IndexOf(text); }
            public string? Lookup(int number) => texts.ElementAtOrDefault(number);
        }
        public static class RoundTrip<T>
        {
            public static T Of(T value) { var symbols = new Symbols(); return Weave.State.StateBytes.Decode<T>(Weave.State.StateBytes.Encode(value, symbols), symbols); }
        }
        """;

    static readonly MetadataReference[] references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(StepAttribute).Assembly.Location),
    ];

    CodecWorkshop(CSharpCompilation compilation) => Compilation = compilation;

    /// <summary>The source alone.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A workshop over sources, which must compile without warnings that matter.</summary>
    public static CodecWorkshop Of(params string[] sources) => Of(LanguageVersion.Preview, sources);

    /// <summary>The same in another version of the language.</summary>
    public static CodecWorkshop Of(LanguageVersion version, params string[] sources) => Of(version, allowUnsafe: false, sources);

    /// <summary>The same for source that is unsafe itself.</summary>
    public static CodecWorkshop OfUnsafe(params string[] sources) => Of(LanguageVersion.Preview, allowUnsafe: true, sources);

    static CodecWorkshop Of(LanguageVersion version, bool allowUnsafe, string[] sources)
    {
        var parse = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        var trees = sources.Prepend(Trip).Prepend(Usings).Select((text, index) => CSharpSyntaxTree.ParseText(text, parse, path: $"Source{index}.cs"));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: allowUnsafe, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Woven_" + Guid.NewGuid().ToString("n"), trees, references, options);
        Assert.DoesNotContain(compilation.GetDiagnostics(), static found => found.Severity == DiagnosticSeverity.Error);
        return new CodecWorkshop(compilation);
    }

    /// <summary>The plan for the type of a field of class <c>Cases</c>, or for the result of a method of it.</summary>
    public CodecPlan Plan(string member) => CodecPlanner.Plan(TypeOf(member), Compilation);

    /// <summary>The type of a field of class <c>Cases</c>, or of the result of a method of it.</summary>
    public ITypeSymbol TypeOf(string member) => Cases.GetMembers(member).Single() switch
    {
        IFieldSymbol field => field.Type,
        IMethodSymbol method => method.ReturnType,
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>The plan for the type of a field of another class, by the end of its metadata name.</summary>
    public CodecPlan PlanOfFieldIn(string type, string field)
    {
        var holder = Compilation.Assembly.GlobalNamespace.GetTypeMembers().Single(candidate => candidate.Name == type);
        return CodecPlanner.Plan(((IFieldSymbol)holder.GetMembers(field).Single()).Type, Compilation);
    }

    /// <summary>The plan for the first anonymous type in the source.</summary>
    public CodecPlan PlanOfFirstAnonymous()
    {
        var creation = Compilation.SyntaxTrees.SelectMany(static tree => tree.GetRoot().DescendantNodes()).OfType<AnonymousObjectCreationExpressionSyntax>().First();
        return CodecPlanner.Plan(Compilation.GetSemanticModel(creation.SyntaxTree).GetTypeInfo(creation).Type!, Compilation);
    }

    /// <summary>The merged plan for the results of all parameterless methods of class <c>Cases</c>.</summary>
    public CodecPlan PlanAll() => CodecPlan.Merge(MethodsOfCases().Select(method =>
    {
        var plan = CodecPlanner.Plan(method.ReturnType, Compilation);
        Assert.True(plan.PinnedPath is null, method.Name + plan.PinnedPath);
        return plan;
    }));

    /// <summary>The files generated for <see cref="PlanAll"/>.</summary>
    public IReadOnlyList<GeneratedFile> Generate()
    {
        var plan = PlanAll();
        return [.. CodecEmitter.Emit(plan), .. RegistrationEmitter.Emit(plan, []), new GeneratedFile(StateCodecFile.Name, StateCodecFile.Text(StateCodecFile.Registrations(Compilation)))];
    }

    /// <summary>Compiles source and generated files under the strictest settings, loads the assembly and lets it register itself.</summary>
    public Assembly Load()
    {
        var parse = (CSharpParseOptions)Compilation.SyntaxTrees[0].Options;
        var generated = Generate().Select(file => CSharpSyntaxTree.ParseText(file.Text, parse, path: file.HintName)).ToArray();
        var whole = Compilation.AddSyntaxTrees(generated);
        var found = whole.GetDiagnostics().Where(item => item.Severity >= DiagnosticSeverity.Warning && generated.Contains(item.Location.SourceTree)).ToArray();
        Assert.True(found.Length == 0, string.Join("\n", found.Select(static item => $"{item}\n{item.Location.SourceTree}")));

        using var stream = new MemoryStream();
        var result = whole.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        stream.Position = 0;
        var assembly = new IsolatedRuntime().LoadFromStream(stream);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }

    /// <summary>Encodes and decodes what each method of class <c>Cases</c> makes, and compares by walking the fields.</summary>
    public void RoundTripAll()
    {
        var cases = Load().GetType("Cases", throwOnError: true)!;
        foreach (var name in MethodsOfCases().Select(static method => method.Name))
        {
            var method = cases.GetMethod(name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            var (before, after) = RoundTrip(method);
            Assert.True(ObjectGraph.Difference(before, after) is null, $"{name}: {ObjectGraph.Difference(before, after)}");
        }
    }

    /// <summary>Encodes and decodes what a parameterless method returns, with the runtime that its assembly was loaded with.</summary>
    public static (object? Before, object? After) RoundTrip(MethodInfo make)
    {
        var trip = make.DeclaringType!.Assembly.GetType("RoundTrip`1", throwOnError: true)!.MakeGenericType(make.ReturnType).GetMethod("Of")!;
        var before = make.Invoke(null, null);
        try
        {
            return (before, trip.Invoke(null, [before]));
        }
        catch (TargetInvocationException wrapped)
        {
            throw new InvalidOperationException(wrapped.InnerException!.ToString(), wrapped.InnerException);
        }
    }

    INamedTypeSymbol Cases => Compilation.Assembly.GetTypeByMetadataName("Cases")!;

    IEnumerable<IMethodSymbol> MethodsOfCases() => Cases.GetMembers().OfType<IMethodSymbol>()
        .Where(static method => method is { MethodKind: MethodKind.Ordinary, IsStatic: true, ReturnsVoid: false, Parameters.IsEmpty: true });
}

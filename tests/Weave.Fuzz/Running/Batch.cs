using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Fuzz.Mutation;

namespace Weave.Fuzz.Running;

/// <summary>Tries programs together: one compilation, one assembly.</summary>
static class Batch
{
    static int batches;

    /// <summary>A verdict for each program.</summary>
    /// <param name="programs">The programs.</param>
    /// <param name="mutant">Changes what was generated, or null.</param>
    /// <param name="nullable">With analysis of what is null.</param>
    public static IReadOnlyList<Verdict> Try(IReadOnlyList<FuzzProgram> programs, Mutant? mutant = null, bool nullable = false)
    {
        var verdicts = new List<Verdict>();
        var left = programs.ToList();
        while (left.Count > 0)
        {
            var space = $"Corpus_{Interlocked.Increment(ref batches)}";
            var (assembly, readings, broken) = Build(space, left, mutant, nullable);
            if (assembly is not null)
            {
                verdicts.AddRange(left.Select(p => Run(p, assembly, space, readings[p.Name + ".cs"])));
                Watch.Done();
                break;
            }
            verdicts.AddRange(broken);
            left.RemoveAll(p => broken.Exists(b => b.Program == p));
        }
        return verdicts;
    }

    /// <summary>The batch as an assembly, or whose fault it is that there is none. Nothing of the compilation outlives it: the collector is asked often while programs run.</summary>
    static (Assembly? Assembly, IReadOnlyDictionary<string, Weaver.Reading> Readings, List<Verdict> Broken) Build(string space, List<FuzzProgram> programs, Mutant? mutant, bool nullable)
    {
        var compilation = Compiler.Compile(space, programs, nullable);
        var woven = Weaver.Weave(compilation);
        var whole = mutant is null ? woven.Whole : mutant.Change(woven.Whole, new(programs[0].Seed));
        using var stream = new MemoryStream();
        var emitted = woven.Failure is null ? whole.Emit(stream) : null;
        if (emitted is not { Success: true })
            return (null, woven.Readings, Broken(programs, compilation, whole, emitted, woven.Failure, mutant));
        stream.Position = 0;
        return (Load(space, stream), woven.Readings, []);
    }

    static Verdict Run(FuzzProgram program, Assembly assembly, string space, Weaver.Reading reading)
    {
        var verdict = new Verdict(program, null, null, 0, reading.Methods, reading.Refusals) { IsWrong = reading.IsWrong };
        if (reading.Missing.Count > 0)
            return verdict with { Mismatch = new(program, "contract", string.Join("\n", reading.Missing)) };
        return Runner.Run(program, assembly, space, verdict);
    }

    /// <summary>Whose fault it is that the batch does not compile: without the generated code, the fuzzer's; with it, the compiler's.</summary>
    static List<Verdict> Broken(List<FuzzProgram> programs, CSharpCompilation plain, Compilation whole, Microsoft.CodeAnalysis.Emit.EmitResult? emitted, string? failure, Mutant? mutant)
    {
        var broken = new List<Verdict>();
        Verdict Faulty(FuzzProgram program, string text) => new(program, text, null, 0, 0, []);
        Verdict Wrong(FuzzProgram program, string kind, string text) => mutant is not null ? Faulty(program, text) : new(program, null, new(program, kind, text), 0, 0, []);
        foreach (var error in plain.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).GroupBy(static d => d.Location.SourceTree?.FilePath))
        {
            var program = programs.Find(p => p.Name + ".cs" == error.Key) ?? throw new InvalidOperationException($"What programs stand on does not compile: {error.First()}");
            broken.Add(Faulty(program, Describe(error)));
        }
        if (broken.Count > 0)
            return broken;
        if (failure is not null)
            return programs.Count == 1 ? [Wrong(programs[0], "generator failed", failure)] : [.. programs.SelectMany(p => Try([p], mutant))];
        foreach (var error in emitted!.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => OwnerOf(d, programs)))
        {
            if (error.Key is null)
                return programs.Count == 1 ? [Wrong(programs[0], "does not compile", Describe(error))] : [.. programs.SelectMany(p => Try([p], mutant))];
            // What C# finds in the source only when it emits it (a span that an await would outlive) is the fuzzer's own.
            broken.Add(error.Any(e => e.Location.SourceTree?.FilePath == error.Key.Name + ".cs") ? Faulty(error.Key, Describe(error)) : Wrong(error.Key, $"does not compile ({error.First().Id})", Describe(error)));
        }
        return broken;
    }

    static FuzzProgram? OwnerOf(Diagnostic error, List<FuzzProgram> programs)
    {
        var text = error.Location.SourceTree?.ToString() ?? "";
        return programs.Find(p => System.Text.RegularExpressions.Regex.IsMatch(text, $@"namespace Corpus_\d+\.Fuzz\.{p.Name};"));
    }

    static string Describe(IEnumerable<Diagnostic> errors) => string.Join("\n", errors.Take(5).Select(static e =>
        $"{e}\n    {e.Location.SourceTree?.GetText().Lines[e.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}"));

    static Assembly Load(string name, Stream stream)
    {
        // The registries of the runtime keep its frames, so that it could never be collected.
        var assembly = new AssemblyLoadContext(name, isCollectible: false).LoadFromStream(stream);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }
}

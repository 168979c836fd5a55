using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Weave.Generator.Tests.Equivalence;

namespace Weave.Generator.Tests.Golden;

/// <summary>Generated code is code that users read: it stands in files, and a change of it is seen in a diff. <c>WEAVE_ACCEPT=1</c> rewrites the files and fails all the same.</summary>
public sealed class GoldenTests
{
    const string Callees = """
        using Weave;
        namespace Golden.Callees;
        public static partial class Callee
        {
            [Fragment] public static int Cut(int x) { while (x < 0) x++; return x; }
            [Step] public static Task<int> Reserve(string id, int count) => Task.FromResult(count);
        }
        """;

    static readonly Lazy<IReadOnlyDictionary<string, string>> generated = new(static () =>
    {
        var sources = GoldenSources.All.Select(static s => (s.Key + ".cs", $"using Weave;\nusing static Golden.Callees.Callee;\nnamespace Golden.{s.Key};\npublic static partial class Sample {{ {s.Value} }}"));
        var (whole, trees) = GeneratorHost.Generate(GeneratorHost.Compile("Golden", LanguageVersion.Preview, sources.Prepend(("Callees.cs", Callees))));
        Assert.DoesNotContain(whole.GetDiagnostics(), static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        return GoldenSources.All.Keys.ToDictionary(static k => k, k => trees.Single(t => Path.GetFileName(t.FilePath).StartsWith($"Golden.{k}.", StringComparison.Ordinal) && Path.GetFileName(t.FilePath).Contains(".M.", StringComparison.Ordinal)).ToString());
    });

    public static TheoryData<string> Names() => [.. GoldenSources.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_code_is_as_reviewed(string name)
    {
        var text = generated.Value[name].ReplaceLineEndings("\n");
        var file = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".g.cs.txt");
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (text == expected)
            return;
        if (Environment.GetEnvironmentVariable("WEAVE_ACCEPT") == "1")
            File.WriteAllText(Path.Combine(Folder(), name + ".g.cs.txt"), text);
        Assert.Fail($"The code generated for {name} is not the reviewed one. Set WEAVE_ACCEPT=1 to rewrite the file, and review the diff.\n{FirstDifference(expected, text)}");
    }

    static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => i >= left.Length || i >= right.Length || left[i] != right[i]);
        return $"line {line + 1}\n- {left.ElementAtOrDefault(line)}\n+ {right.ElementAtOrDefault(line)}";
    }
}

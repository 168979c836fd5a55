using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>One file of the corpus; its types stand in the namespace <c>Corpus.Name</c>, or <c>ByHandle.Name</c>.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Text">The source.</param>
sealed record SampleFile(string Name, string Text)
{
    /// <summary>What every sample stands on: the log, the attributes and callees that can be stopped.</summary>
    public const string Prelude = "Prelude";

    /// <summary>The files that a language version can read: one whose first line is <c>// since C# 13</c> needs that one.</summary>
    public static IEnumerable<SampleFile> In(LanguageVersion version) => All.Where(file => file.Since <= version.MapSpecifiedToEffectiveVersion());

    LanguageVersion Since => Text.StartsWith("// since C# ", StringComparison.Ordinal)
        ? (LanguageVersion)(100 * int.Parse(Text.AsSpan("// since C# ".Length, 2), System.Globalization.CultureInfo.InvariantCulture))
        : LanguageVersion.CSharp12;

    /// <summary>Types that the fuzzer's programs use.</summary>
    public const string Zoo = "Fuzz.Zoo";

    /// <summary>All files, in order of their names; while one is being written, only those that <c>WEAVE_SAMPLES</c> names, separated by commas.</summary>
    public static IReadOnlyList<SampleFile> All { get; } = Load("Corpus/");

    /// <summary>Files whose values may stay in the process, as in a test of a user's: of what no codec can save.</summary>
    public static IReadOnlyList<SampleFile> ByHandle { get; } =
    [
        .. All.Where(static f => f.Name == Prelude).Select(static f => f with { Text = f.Text.Replace("namespace Corpus;", "namespace ByHandle;", StringComparison.Ordinal) }),
        .. Load("ByHandle/"),
    ];

    static SampleFile[] Load(string folder)
    {
        var assembly = typeof(SampleFile).Assembly;
        var wanted = Environment.GetEnvironmentVariable("WEAVE_SAMPLES") is { Length: > 0 } names ? names.Split(',').Append(Prelude).Append(Zoo).ToHashSet() : null;
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new SampleFile(Path.GetFileNameWithoutExtension(name[folder.Length..]), reader.ReadToEnd());
            }).Where(file => wanted?.Contains(file.Name) != false),
        ];
    }
}

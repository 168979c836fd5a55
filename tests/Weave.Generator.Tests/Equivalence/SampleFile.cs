namespace Weave.Generator.Tests.Equivalence;

/// <summary>One file of the corpus; its types stand in the namespace <c>Corpus.Name</c>.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Text">The source.</param>
sealed record SampleFile(string Name, string Text)
{
    /// <summary>What every sample stands on: the log, the attributes and callees that can be stopped.</summary>
    public const string Prelude = "Prelude";

    /// <summary>All files, in order of their names.</summary>
    public static IReadOnlyList<SampleFile> All { get; } = Load();

    static SampleFile[] Load()
    {
        var assembly = typeof(SampleFile).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(static n => n.StartsWith("Corpus/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return new SampleFile(Path.GetFileNameWithoutExtension(name["Corpus/".Length..]), reader.ReadToEnd());
            }),
        ];
    }
}

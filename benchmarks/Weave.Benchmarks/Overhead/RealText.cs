namespace Weave.Benchmarks.Overhead;

/// <summary>Text as it occurs: the documentation that comes with the SDK, or what else lies beside the runtime.</summary>
sealed record RealText(string Source, string Content)
{
    /// <summary>Exactly this many characters of text.</summary>
    internal static RealText Read(int length)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        foreach (var file in Candidates(root, runtime))
        {
            using var reader = new StreamReader(file);
            var buffer = new char[length];
            if (reader.ReadBlock(buffer) == length)
                return new RealText(Path.GetRelativePath(root, file), new string(buffer));
        }

        throw new InvalidOperationException($"There is no text of {length} characters under '{root}'.");
    }

    static IEnumerable<string> Candidates(string root, string runtime)
    {
        var pack = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        if (Directory.Exists(pack))
        {
            foreach (var name in (string[])["System.Runtime.xml", "*.xml"])
            {
                foreach (var file in Directory.EnumerateFiles(pack, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    yield return file;
            }
        }

        // No SDK: licences, and then the runtime's own files, whatever is in them.
        foreach (var file in Directory.EnumerateFiles(root, "*.txt").Concat(Directory.EnumerateFiles(runtime, "*.dll").Order(StringComparer.Ordinal)))
            yield return file;
    }
}

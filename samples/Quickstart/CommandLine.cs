namespace Quickstart;

/// <summary>What the user asked for.</summary>
sealed record CommandLine(string[] Sources, string What, string? Store, bool Fresh)
{
    public const string Usage = """
        Counts the words of real text in a process that is killed on the way, and goes on in another one.

        Usage: Quickstart [file or folder]... [--store folder] [--fresh]

          file or folder   the text; without one, the XML documentation beside the .NET SDK (about 75 MB)
          --store folder   where the store goes, and stays; without it, a folder for temporary files
          --fresh          drops an unfinished run instead of going on with it

        Exit code: 0 identical, 1 not identical or failed, 2 could not begin.
        """;

    public static CommandLine Parse(string[] arguments)
    {
        var sources = new List<string>();
        string? store = null;
        var fresh = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--store" when i + 1 < arguments.Length:
                    store = Path.GetFullPath(arguments[++i]);
                    break;
                case "--store":
                    throw new UsageException("--store needs a folder.");
                case "--fresh":
                    fresh = true;
                    break;
                case ['-', ..] unknown:
                    throw new UsageException($"There is no option '{unknown}'.");
                case var source:
                    sources.Add(Existing(source));
                    break;
            }
        }

        if (store is not null && File.Exists(store))
            throw new UsageException($"'{store}' is a file; --store needs a folder.");
        if (store is not null && sources.Find(source => Contains(source, store)) is { } text)
            throw new UsageException($"'{store}' lies inside the text '{text}', which must not change meanwhile.");
        return sources.Count > 0
            ? new CommandLine([.. sources], string.Join(", ", sources), store, fresh)
            : new CommandLine(SdkDocumentation.Find(), "the documentation of the .NET SDK", store, fresh);
    }

    static string Existing(string source)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        return File.Exists(path) || Directory.Exists(path) ? path : throw new UsageException($"There is no file or folder '{source}'.");
    }

    static bool Contains(string folder, string path) => WithSeparator(path).StartsWith(WithSeparator(folder), StringComparison.Ordinal);

    static string WithSeparator(string path) => Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar;
}

namespace Quickstart;

/// <summary>How much text there is.</summary>
sealed record Corpus(int Files, long Bytes, long Lines)
{
    public static Corpus Measure(string[] sources)
    {
        var files = new List<string>();
        foreach (var source in sources)
            TextIndex.Collect(source, files); // called directly, a [Fragment] method is a plain method
        var lines = files.Sum(Page.LinesIn);
        if (lines == 0)
            throw new UsageException("There is no text in " + string.Join(", ", sources) + ".");
        return new Corpus(files.Count, files.Sum(file => new FileInfo(file).Length), lines);
    }

    public override string ToString() => $"{Files:N0} files, {Bytes / 1e6:N1} MB, {Lines:N0} lines";
}

using Weave;

namespace Quickstart;

/// <summary>
/// The job: counts the words of many files and writes them down, the most frequent first. It is ordinary C#. Nothing in it
/// saves or loads anything, and yet the process may die at any point: another one goes on in the middle of the line loop, with
/// the same dictionary, the same list of files and the same page of text.
/// </summary>
static partial class TextIndex
{
    /// <summary>Indexes all text in some files and folders.</summary>
    [Fragment]
    public static async Task<Summary> Build(string[] sources, string result)
    {
        var files = new List<string>();
        foreach (var source in sources)
            Collect(source, files);

        var counts = new Dictionary<string, int>();
        long lines = 0;
        foreach (var file in files)
        {
            for (var page = Page.First(file); page is not null; page = page.Next())
            {
                foreach (var line in page.Lines)
                {
                    foreach (var word in Words.In(line))
                        counts[word] = counts.GetValueOrDefault(word) + 1;
                    Progress.Report(++lines);
                }
            }
        }

        var terms = Words.ByFrequency(counts);
        await Save(result, terms);
        return new Summary(files.Count, lines, terms.Count, terms.Take(8).ToList());
    }

    /// <summary>Finds the text files in a folder. A folder asks the same of each folder inside it.</summary>
    [Fragment]
    public static void Collect(string source, List<string> files)
    {
        if (TextFiles.IsFile(source))
        {
            files.Add(source);
            return;
        }

        foreach (var inner in TextFiles.In(source))
            Collect(inner, files);
    }

    /// <summary>Writes the index. This is an effect, so it is a step: done once, and what came of it is recorded before the run goes on.</summary>
    [Step]
    static async Task Save(string result, List<Term> terms)
    {
        await File.WriteAllLinesAsync(result + ".part", terms.Select(term => $"{term.Count}\t{term.Word}"));
        File.Move(result + ".part", result, overwrite: true); // whole or not at all, however often it is tried
    }
}

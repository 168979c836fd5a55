namespace Quickstart;

/// <summary>What a word is: letters and digits, in lower case, a letter first, two characters at least.</summary>
static class Words
{
    public static List<string> In(string line)
    {
        var words = new List<string>();
        for (var i = 0; i < line.Length; i++)
        {
            if (!char.IsLetter(line[i]))
                continue;
            var start = i;
            while (i < line.Length && char.IsLetterOrDigit(line[i]))
                i++;
            if (i - start > 1)
                words.Add(line[start..i].ToLowerInvariant());
        }

        return words;
    }

    /// <summary>The most frequent first; equally frequent ones by their characters, so that the order is the same each time.</summary>
    public static List<Term> ByFrequency(Dictionary<string, int> counts)
    {
        var terms = counts.Select(count => new Term(count.Key, count.Value)).ToList();
        terms.Sort((a, b) => a.Count != b.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Word, b.Word));
        return terms;
    }
}

using System.Text;
using Weave.Analyzer.Support;

namespace Weave.Generator.Codecs;

/// <summary>Names of generated files.</summary>
static class HintNames
{
    const int LongestName = 64;

    /// <summary>A hint name for each label, in order: readable, at most 100 characters, distinct where case does not count.</summary>
    /// <param name="prefix">Put before each label.</param>
    /// <param name="labels">Distinct texts.</param>
    public static IEnumerable<string> Of(string prefix, IReadOnlyCollection<string> labels)
    {
        var plain = labels.Select(Plain).ToArray();
        var crowded = new HashSet<string>(plain.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).Where(static group => group.Count() > 1).Select(static group => group.Key), StringComparer.OrdinalIgnoreCase);
        return labels.Zip(plain, (label, name) => $"{prefix}{name}{(name == label && !crowded.Contains(name) ? "" : "-" + StableHash.Of(label))}.g.cs");
    }

    static string Plain(string label)
    {
        var name = new StringBuilder();
        foreach (var c in label.Length > LongestName ? label.Substring(0, LongestName) : label)
            name.Append(c is '.' or '_' or (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') ? c : '-');
        return name.ToString();
    }
}

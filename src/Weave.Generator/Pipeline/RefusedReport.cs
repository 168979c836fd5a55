using System.Text;
using Microsoft.CodeAnalysis;

namespace Weave.Generator.Pipeline;

/// <summary>The list of methods that were left plain, one a line: method, rule, reason.</summary>
static class RefusedReport
{
    public static void Write(string path, TwinSet set)
    {
        var text = new StringBuilder();
        text.Append("# woven=").Append(set.Woven.Count()).Append(" refused=").Append(set.Refused.Count).Append('\n');
        foreach (var line in set.Refused.Select(Line).OrderBy(static l => l, StringComparer.Ordinal))
            text.Append(line).Append('\n');
#pragma warning disable RS1035 // a report that a switch of the build asks for; a folder that cannot be written is no reason to fail a build
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
#pragma warning restore RS1035
    }

    static string Line(RefusedMethod refused)
    {
        var place = refused.Method.Locations[0].GetLineSpan();
        return $"{refused.Method.ToDisplayString()}\t{refused.Rule}\t{refused.Reason.Replace('\n', ' ')}\t{place.Path}:{place.StartLinePosition.Line + 1}";
    }
}

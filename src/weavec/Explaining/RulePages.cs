using System.Text.RegularExpressions;

namespace Weave.Tool.Explaining;

/// <summary>The pages of docs/rules, which the tool carries along.</summary>
static partial class RulePages
{
    /// <summary>The page of a rule, or null if there is none.</summary>
    public static string? Find(string rule)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"rules/{rule.ToUpperInvariant()}.md");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What the page says to do, as one line of text; null if it says nothing.</summary>
    public static string? Fix(string rule) =>
        Find(rule) is { } page && FixParagraph().Match(page) is { Success: true } match ? Spaces().Replace(match.Groups[1].Value.Trim(), " ") : null;

    [GeneratedRegex(@"^(?:\*\*Fix[^*]*\*\*|## Fix[^\n]*)\s*(.+?)(?:\n\s*\n|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FixParagraph();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

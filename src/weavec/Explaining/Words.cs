using System.Globalization;
using Weave.Analyzer.Model;
using Weave.Tool.Planning;

namespace Weave.Tool.Explaining;

/// <summary>How numbers and lists are said.</summary>
static class Words
{
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    public static string Times(int count) => count == 1 ? "once" : $"{count} times";

    public static string List(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary><c>about 1,200 operations</c>; a guess where a loop's count is not in the text.</summary>
    public static string Cost(CostEstimate cost) =>
        $"about {cost.Operations.ToString("N0", CultureInfo.InvariantCulture)} {(cost.Operations == 1 ? "operation" : "operations")}{(cost.IsGuess ? ", if loops run ten times" : "")}";

    public static string Pinned(PinnedPlan pinned) => $"'{pinned.Name}' ({pinned.Type}) cannot leave the process ({pinned.Reason}): where it is live there is no optional cut.";
}

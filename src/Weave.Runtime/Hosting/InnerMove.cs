namespace Weave;

/// <summary>What came of a wish to move a run's inner frames to another hub.</summary>
/// <param name="IsMoved">Whether what was to move is at that hub.</param>
/// <param name="Inner">The run that the inner frames have become, wherever it is; null when the run is in one piece.</param>
/// <param name="Reason">Why the whole run was moved, or why nothing was; null when the inner frames alone were.</param>
public sealed record InnerMove(bool IsMoved, string? Inner, string? Reason)
{
    /// <summary>As the answer to a message.</summary>
    internal string ToText() => $"{(IsMoved ? '+' : '-')}{Inner}\n{Reason}";

    internal static InnerMove Of(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 1 ? new(false, null, text) : new(text[0] == '+', NullIfEmpty(text[1..end]), NullIfEmpty(text[(end + 1)..]));
    }

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

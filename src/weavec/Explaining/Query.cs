using System.Globalization;

namespace Weave.Tool.Explaining;

/// <summary>What is asked: a line of a file, or a method by name.</summary>
/// <param name="File">The file, or null.</param>
/// <param name="Line">Its line, 1-based.</param>
/// <param name="Method">The method's name, perhaps with its type before it; or null.</param>
sealed record Query(string? File, int Line, string? Method)
{
    /// <summary>Reads <c>Orders.cs:12</c> or <c>Orders.Fulfil</c>.</summary>
    public static Query Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new(Path.GetFullPath(text[..colon]), line, null)
            : new(null, 0, text);
    }
}

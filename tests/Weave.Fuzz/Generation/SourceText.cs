using System.Text;

namespace Weave.Fuzz.Generation;

/// <summary>Source being written, with indentation.</summary>
sealed class SourceText
{
    readonly StringBuilder text = new();
    int depth;

    public SourceText Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', depth * 4).Append(line);
        text.Append('\n');
        return this;
    }

    public SourceText Open(string header = "")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        depth++;
        return this;
    }

    public SourceText Close(string after = "")
    {
        depth--;
        return Line("}" + after);
    }

    public override string ToString() => text.ToString();
}

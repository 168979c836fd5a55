using System.Text;

namespace Weave.Generator.Support;

/// <summary>Text with indentation. Lines end in LF everywhere, so that output does not depend on the machine.</summary>
sealed class SourceWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>Writes one line, or several at the current depth; empty lines stay empty.</summary>
    public SourceWriter Line(string lines = "")
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', depth * 4).Append(line.TrimEnd('\r'));
            text.Append('\n');
        }

        return this;
    }

    /// <summary>Writes a line and opens a block under it.</summary>
    public SourceWriter Open(string line)
    {
        Line(line);
        return OpenBrace();
    }

    /// <summary>Opens a block under the lines written last.</summary>
    public SourceWriter OpenBrace()
    {
        Line("{");
        depth++;
        return this;
    }

    /// <summary>Closes the innermost block.</summary>
    public SourceWriter Close()
    {
        depth--;
        return Line("}");
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}

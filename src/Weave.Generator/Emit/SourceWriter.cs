using System.Text;
using Weave.Analyzer.Reading;
using Weave.Generator.Lowering;

namespace Weave.Generator.Emit;

/// <summary>Text with indentation. Lines of a multi-line text keep their own indentation relative to each other; line breaks inside string literals stay as they are.</summary>
public sealed class SourceWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>Writes a text, indenting each of its lines; an empty one gives an empty line.</summary>
    public SourceWriter Line(string line = "")
    {
        foreach (var part in line.Split('\n'))
        {
            if (part.Length > 0)
                text.Append(' ', depth * 4).Append(part);
            text.Append('\n');
        }
        return this;
    }

    /// <summary>Opens a brace after a header.</summary>
    public SourceWriter Open(string header = "")
    {
        if (header.Length > 0)
            Line(header);
        Line("{");
        depth++;
        return this;
    }

    /// <summary>Closes a brace.</summary>
    public SourceWriter Close(string after = "")
    {
        depth--;
        return Line("}" + after);
    }

    /// <summary>Writes lowered statements.</summary>
    public SourceWriter Write(IEnumerable<Lowered> lowered)
    {
        foreach (var piece in lowered)
        {
            switch (piece)
            {
                case Statement statement:
                    Line(statement.Text);
                    break;
                case Label label:
                    text.Append(' ', Math.Max(0, depth * 4 - 2)).Append(label.Name).Append(":\n");
                    break;
                case Braces braces:
                    Open(braces.Header).Write(braces.Body).Close();
                    break;
                case Section section:
                    foreach (var label in section.Labels)
                        Line(label + ":");
                    depth++;
                    Write(section.Body);
                    depth--;
                    break;
                default:
                    throw new InvalidOperationException($"No text for {piece.GetType().Name}.");
            }
        }
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString().Replace(SliceText.TokenNewLine, '\n');
}

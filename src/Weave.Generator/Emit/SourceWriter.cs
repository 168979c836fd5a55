using System.Text;
using Weave.Analyzer.Reading;
using Weave.Generator.Lowering;

namespace Weave.Generator.Emit;

/// <summary>Text with indentation. Lines of a multi-line text keep their own indentation relative to each other; line breaks inside string literals stay as they are.</summary>
public sealed class SourceWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>The file of the source that lines are mapped to; null where none are.</summary>
    string? mapped;

    /// <summary>The number that the compiler gives the next line there; 0 where lines are hidden from debuggers.</summary>
    int next;

    /// <summary>From here on statements bear the source's lines: stack traces and breakpoints mean the user's file.</summary>
    /// <param name="file">Its path. One that a directive cannot name is left out.</param>
    public SourceWriter Map(string file)
    {
        mapped = file.Length == 0 || file.Contains('"') ? null : file;
        next = -1;
        return this;
    }

    /// <summary>From here on lines are the generated file's own.</summary>
    public SourceWriter Unmap()
    {
        if (mapped is not null && next >= 0)
            text.Append("#line default\n");
        mapped = null;
        return this;
    }

    /// <summary>Says which line of the source the next one is, if the compiler does not think so already.</summary>
    void At(int line)
    {
        if (mapped is null || line == next)
            return;
        text.Append(line == 0 ? "#line hidden\n" : $"#line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)} \"{mapped}\"\n");
        next = line;
    }

    /// <summary>Writes a text, indenting each of its lines; an empty one gives an empty line.</summary>
    public SourceWriter Line(string line = "")
    {
        if (next > 0)
            next += 1 + line.Count(static c => c is '\n' or SliceText.TokenNewLine);
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
                    At(statement.Line);
                    Line(statement.Text);
                    break;
                case Label label:
                    At(0);
                    text.Append(' ', Math.Max(0, depth * 4 - 2)).Append(label.Name).Append(":\n");
                    break;
                case Braces braces:
                    At(braces.Line);
                    Open(braces.Header).Write(braces.Body).Close();
                    break;
                case Section section:
                    At(0);
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

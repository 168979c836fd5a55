using System.Text;

namespace Weave.Benchmarks.Reporting;

/// <summary>Text in columns, as wide as their widest cell.</summary>
public sealed class Table(params Column[] columns)
{
    readonly List<string[]> rows = [];

    /// <summary>Adds a line; cells that are left out are empty.</summary>
    public void Add(params string[] cells) => rows.Add([.. cells, .. Enumerable.Repeat("", columns.Length - cells.Length)]);

    /// <summary>Writes title, header and lines.</summary>
    public void Print(TextWriter output, string title)
    {
        var widths = columns.Select((column, i) => rows.Select(r => r[i].Length).Append(column.Title.Length).Max()).ToArray();
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine(Line([.. columns.Select(c => c.Title)], widths));
        output.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows)
            output.WriteLine(Line(row, widths));
    }

    string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
            line.Append(columns[i].Left ? cells[i].PadRight(widths[i]) : cells[i].PadLeft(widths[i])).Append("  ");
        return line.ToString().TrimEnd();
    }
}

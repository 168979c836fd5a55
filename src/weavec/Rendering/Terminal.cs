using Spectre.Console;

namespace Weave.Tool.Rendering;

/// <summary>Makes the console that text forms are written to.</summary>
static class Terminal
{
    /// <summary>Lines of a file or pipe are not broken.</summary>
    const int Unbounded = 10_000;

    public static IAnsiConsole For(TextWriter output, bool colours)
    {
        var plain = !colours || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = colours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (!colours)
            console.Profile.Width = Unbounded;
        return console;
    }

    /// <summary>A table whose columns are only set apart by space.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"[grey]{column}[/]") { Padding = new(2, 0, 1, 0), Alignment = column is "line" or "cut" ? Justify.Right : Justify.Left });
        return table;
    }
}

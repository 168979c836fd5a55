using Spectre.Console;
using Weave.Tool.Explaining;

namespace Weave.Tool.Rendering;

/// <summary>Explanations for a terminal.</summary>
static class ExplanationText
{
    public static void Write(IReadOnlyList<Explanation> explanations, TextWriter output, bool colours)
    {
        var console = Terminal.For(output, colours);
        foreach (var explanation in explanations)
        {
            console.MarkupLine($"[bold]{Markup.Escape(explanation.Place.ToString())}[/]  in [blue]{Markup.Escape(explanation.Subject)}[/]");
            foreach (var sentence in explanation.Sentences)
                console.WriteLine(sentence);
            foreach (var cut in explanation.Saved)
            {
                console.WriteLine();
                console.MarkupLine($"[bold]{Markup.Escape(cut.Id)}[/]  [grey]line {cut.Line}[/]  saves {(cut.Contract.Count == 0 ? "nothing" : Markup.Escape(cut.Size.ToString()))}");
                foreach (var value in cut.Contract)
                    console.MarkupLine($"  {Markup.Escape(value.Name)}: {Markup.Escape(value.ShortType)}  [grey]{Markup.Escape(value.Size.ToString())}[/]");
            }
            Part("What prevents it", explanation.Problems.Select(static p => $"{p.Rule}  {p.Place}  {p.Message}"), console);
            Part("What to change", explanation.Changes, console);
            console.WriteLine();
        }
    }

    static void Part(string title, IEnumerable<string> lines, IAnsiConsole console)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine($"[bold]{title}[/]");
        foreach (var line in all)
            console.WriteLine("  " + line);
    }
}

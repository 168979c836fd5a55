using Spectre.Console;
using Weave.Contracts;
using Weave.Tool.Comparing;

namespace Weave.Tool.Rendering;

/// <summary>A comparison as tables.</summary>
static class DiffText
{
    static readonly Verdict[] verdicts = [Verdict.Identical, Verdict.Maps, Verdict.NeedsMigration, Verdict.Incompatible];

    public static void Write(DiffReport report, bool all, TextWriter output, bool colours)
    {
        var console = Terminal.For(output, colours);
        var rows = report.Rows.Where(row => all || row.Verdict != Verdict.Identical).ToList();
        foreach (var group in rows.GroupBy(static row => row.Function ?? "types"))
        {
            console.MarkupLine($"[bold]{Markup.Escape(group.Key)}[/]");
            var table = Terminal.Table("verdict", group.First().Function is null ? "type" : "cut ", "why");
            foreach (var row in group)
                table.AddRow(Coloured(row.Verdict), Markup.Escape(row.Subject), Markup.Escape(row.Why));
            console.Write(table);
            console.WriteLine();
        }

        console.MarkupLine($"[bold]cuts and types[/]: {Counts(report.Rows.Select(static row => (Verdict?)row.Verdict))}");
        if (report.Runs is not { } runs)
            return;
        var shown = runs.Where(run => all || run.Verdict != Verdict.Identical).ToList();
        if (shown.Count > 0)
        {
            console.WriteLine();
            var table = Terminal.Table("verdict", "run", "state", "at", "why");
            foreach (var run in shown)
                table.AddRow(Coloured(run.Verdict), Markup.Escape(run.Run), Words(run.State.ToString()), Markup.Escape(run.At ?? run.Function), Markup.Escape(string.Join(" ", run.Why)));
            console.Write(table);
        }

        console.MarkupLine($"[bold]runs in flight[/]: {Counts(runs.Select(static run => run.Verdict))}");
    }

    static string Counts(IEnumerable<Verdict?> found)
    {
        var counts = found.ToLookup(static v => v);
        var parts = verdicts.Where(v => counts[v].Any()).Select(v => $"{counts[v].Count()} {Word(v)}").ToList();
        if (counts[null].Any())
            parts.Add($"{counts[null].Count()} unreadable");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    static string Coloured(Verdict? verdict) => verdict switch
    {
        Verdict.Identical => $"[green]{Word(verdict)}[/]",
        Verdict.Maps => $"[blue]{Word(verdict)}[/]",
        Verdict.NeedsMigration => $"[yellow]{Word(verdict)}[/]",
        _ => $"[red]{Word(verdict)}[/]",
    };

    static string Word(Verdict? verdict) => verdict switch
    {
        Verdict.Identical => "identical",
        Verdict.Maps => "maps",
        Verdict.NeedsMigration => "needs a migration",
        Verdict.Incompatible => "incompatible",
        _ => "unreadable",
    };

    static string Words(string state) => state.ToLowerInvariant();
}

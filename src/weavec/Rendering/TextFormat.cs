using Spectre.Console;
using Weave.Analyzer.Model;
using Weave.Tool.Explaining;
using Weave.Tool.Planning;

namespace Weave.Tool.Rendering;

/// <summary>The plan for a terminal.</summary>
static class TextFormat
{
    public static void Write(Plan plan, TextWriter output, bool colours)
    {
        var console = Terminal.For(output, colours);
        foreach (var project in plan.Projects)
        {
            console.MarkupLine($"[bold]{Markup.Escape(project.Name)}[/]  {Words.Count(project.Functions.Count, "fragment function")}, {Words.Count(project.Steps.Count, "step")}");
            console.WriteLine();
            foreach (var function in project.Functions)
                Write(function, console);
            foreach (var step in project.Steps)
                Write(step, console);
        }
        if (plan.Projects.Count == 0)
            console.WriteLine("No method is marked [Fragment] or [Step].");
    }

    static void Write(FunctionPlan function, IAnsiConsole console)
    {
        console.MarkupLine($"[bold blue]{Markup.Escape(function.Name)}[/]  [grey]{Markup.Escape(function.Place.ToString())}[/]");
        console.MarkupLine("  " + Markup.Escape(string.Join(" · ", Facts(function))));
        Write(function.Problems, "red", console);
        if (function.Cuts.Count > 0)
            console.Write(new Padder(Cuts(function), new(2, 0, 0, 0)));
        foreach (var pinned in function.Pinned)
            console.MarkupLine($"  [yellow]pinned[/]  {Markup.Escape($"{pinned.Name} ({pinned.Type}): {pinned.Reason}")}");
        Write(function.NotPreemptible, "yellow", console);
        console.WriteLine();
    }

    static IEnumerable<string> Facts(FunctionPlan function)
    {
        if (!function.Woven)
            yield return "refused";
        yield return function.IsAsync ? "async" : "sync";
        if (function.Needs.Count > 0)
            yield return "needs " + string.Join(", ", function.Needs);
        if (function.Near is { } near)
            yield return $"near \"{near}\"";
        yield return "a call costs " + Words.Cost(function.Cost);
    }

    static Table Cuts(FunctionPlan function)
    {
        var table = Terminal.Table("cut", "line", "kind", "id", "saves", "size");
        foreach (var cut in function.Cuts)
        {
            table.AddRow(
                new Text(cut.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(cut.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Markup(Kind(cut.Kind)),
                new Text(cut.Id),
                new Text(cut.Contract.Count == 0 ? "nothing" : string.Join(", ", cut.Contract.Select(static v => $"{v.Name}: {v.ShortType}"))),
                new Text(cut.Size.ToString()));
        }
        return table;
    }

    static string Kind(CutKind kind) => kind switch
    {
        CutKind.Entry => "[grey]entry[/]",
        CutKind.Loop => "loop",
        CutKind.Call => "[blue]call[/]",
        CutKind.Step => "[green]step[/]",
        CutKind.Wait => "[yellow]wait[/]",
        _ => "[yellow]await[/]",
    };

    static void Write(StepPlan step, IAnsiConsole console)
    {
        console.MarkupLine($"[bold green]{Markup.Escape(step.Name)}[/]  [grey]{Markup.Escape(step.Place.ToString())}[/]");
        console.WriteLine(step.Retries == 0 ? "  step" : $"  step · retried up to {Words.Times(step.Retries)}");
        Write(step.Problems, "red", console);
        console.WriteLine();
    }

    static void Write(IReadOnlyList<ProblemPlan> problems, string colour, IAnsiConsole console)
    {
        foreach (var problem in problems)
            console.MarkupLine($"  [{colour}]{problem.Rule}[/]  [grey]{Markup.Escape(problem.Place.ToString())}[/]  {Markup.Escape(problem.Message)}");
    }
}

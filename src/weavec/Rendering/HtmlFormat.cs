using System.Globalization;
using System.Net;
using System.Text;
using Weave.Analyzer.Model;
using Weave.Tool.Explaining;
using Weave.Tool.Planning;

namespace Weave.Tool.Rendering;

/// <summary>The plan as one page that needs nothing else: source with its cuts beside it, and the call graph.</summary>
static class HtmlFormat
{
    public static void Write(Plan plan, TextWriter output)
    {
        using var stream = typeof(HtmlFormat).Assembly.GetManifestResourceStream("page.html")!;
        using var reader = new StreamReader(stream);
        var functions = plan.Functions().ToList();
        output.Write(reader.ReadToEnd()
            .Replace("{{title}}", Text(string.Join(", ", plan.Projects.Select(static p => p.Name))))
            .Replace("{{summary}}", Summary(plan, functions))
            .Replace("{{links}}", string.Concat(functions.Select(Link)))
            .Replace("{{graph}}", GraphDrawing.Draw(CallGraph.Of(plan)))
            .Replace("{{functions}}", string.Concat(functions.Select(Function)))
            .Replace("{{steps}}", string.Concat(plan.Projects.SelectMany(static p => p.Steps).Select(Step))));
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);

    static string Anchor(string id) => "f" + string.Concat(id.Select(static c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : ((int)c).ToString("x", CultureInfo.InvariantCulture)));

    static string Summary(Plan plan, List<FunctionPlan> functions)
    {
        (string What, int Count)[] tiles =
        [
            ("fragment functions", functions.Count),
            ("cuts", functions.Sum(static f => Math.Max(0, f.Cuts.Count - 1))),
            ("steps", plan.Projects.Sum(static p => p.Steps.Count)),
            ("not preemptible", functions.Sum(static f => f.NotPreemptible.Count)),
            ("refused", functions.Count(static f => !f.Woven)),
        ];
        return string.Concat(tiles.Select(static t => $"<div class=\"tile{(t is { What: "refused", Count: > 0 } ? " bad" : "")}\"><b>{t.Count}</b>{t.What}</div>"));
    }

    static string Link(FunctionPlan function) =>
        $"<a href=\"#{Anchor(function.Id)}\" class=\"{(function.Woven ? "" : "bad")}\" title=\"{Text(function.Place.ToString())}\">{Text(function.Name)}</a>";

    static string Function(FunctionPlan function)
    {
        var page = new StringBuilder();
        page.Append($"<section id=\"{Anchor(function.Id)}\"><h3>{Text(function.Name)}<small>{Text(function.Place.ToString())}</small></h3><p class=\"facts\">");
        page.AppendJoin("", Facts(function).Select(static fact => $"<span class=\"{fact.Look}\">{Text(fact.Text)}</span>"));
        page.Append("</p>");
        page.Append(Problems(function.Problems, "bad")).Append(Problems(function.NotPreemptible, "note"));
        foreach (var pinned in function.Pinned)
            page.Append($"<p class=\"note\"><b>pinned</b> {Text($"{pinned.Name} ({pinned.Type}): {pinned.Reason}")}</p>");
        return page.Append("<div class=\"code\">").Append(Code(function)).Append("</div></section>").ToString();
    }

    static IEnumerable<(string Look, string Text)> Facts(FunctionPlan function)
    {
        if (!function.Woven)
            yield return ("bad", "refused");
        yield return ("", function.IsAsync ? "async" : "sync");
        foreach (var need in function.Needs)
            yield return ("need", "needs " + need);
        if (function.Near is { } near)
            yield return ("need", $"near {near}");
        yield return ("", Words.Cost(function.Cost));
    }

    /// <summary>Line by line: number, text, and the cuts that stand there.</summary>
    static string Code(FunctionPlan function)
    {
        var page = new StringBuilder();
        var lines = function.Text.Split('\n');
        var indent = lines.Where(static l => l.Trim().Length > 0).Min(static l => l.Length - l.TrimStart().Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var number = function.FirstLine + i;
            var text = lines[i].TrimEnd();
            var cuts = function.Cuts.Where(c => c.Line == number).ToList();
            page.Append($"<div class=\"line{(cuts.Count > 0 ? " cut" : "")}\"><i>{number}</i><pre>{Text(text.Length > indent ? text[indent..] : "")}</pre><div class=\"cuts\">{string.Concat(cuts.Select(Cut))}</div></div>");
        }
        return page.ToString();
    }

    static string Cut(CutPlan cut)
    {
        var kind = cut.Kind.ToString().ToLowerInvariant();
        var values = string.Concat(cut.Contract.Select(static v => $"<tr><td>{Text(v.Name)}</td><td>{Text(v.ShortType)}</td><td>{v.Size}</td></tr>"));
        return $"<details class=\"{kind}\"><summary><b>{kind}</b> {Text(cut.Id)}<small>{(cut.Contract.Count == 0 ? "saves nothing" : $"{Words.Count(cut.Contract.Count, "value")}, {cut.Size}")}</small></summary>"
            + $"<table>{values}</table><p>{(cut.IsOptional ? "optional: stops only if somebody asks" : "required")}{(cut.Iteration is { } cost ? $" · an iteration costs {Words.Cost(cost)}" : "")} · cut {cut.Number} · anchor {Text(cut.Anchor)}</p></details>";
    }

    static string Problems(IEnumerable<ProblemPlan> problems, string look) =>
        string.Concat(problems.Select(p => $"<p class=\"{look}\"><b>{p.Rule}</b> line {p.Place.Line}: {Text(p.Message)}</p>"));

    static string Step(StepPlan step) => $"<section><h3>{Text(step.Name)}<small>{Text(step.Place.ToString())}</small></h3><p class=\"facts\"><span class=\"step\">step</span><span>{(step.Retries == 0 ? "not retried" : $"retried up to {Words.Times(step.Retries)}")}</span></p>{Problems(step.Problems, "bad")}</section>";
}

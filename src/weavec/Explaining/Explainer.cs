using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;
using Weave.Analyzer.Reading;
using Weave.Tool.Opening;
using Weave.Tool.Planning;

namespace Weave.Tool.Explaining;

/// <summary>Says in sentences what happens at a place: can execution be stopped there, what would be saved, what prevents it, what to change.</summary>
static class Explainer
{
    /// <summary>An explanation for each method that the query means.</summary>
    public static IReadOnlyList<Explanation> Explain(IReadOnlyList<OpenedProject> projects, Query query, CancellationToken cancel) =>
        [.. MethodFinder.Find(projects, query, cancel).Select(found => Explain(found.Project, found.Method, found.Syntax, query, cancel))];

    static Explanation Explain(OpenedProject project, IMethodSymbol method, MethodDeclarationSyntax syntax, Query query, CancellationToken cancel)
    {
        var reader = new PlanReader(project, cancel);
        var place = query.File is null ? new Place(syntax.SyntaxTree.FilePath, syntax.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1) : new(syntax.SyntaxTree.FilePath, query.Line);
        if (Callee.MarkOf(method) == CalleeKind.Step)
            return Step(reader.Step(method, syntax), place);
        var function = reader.Function(reader.Subject(method, syntax));
        if (Callee.MarkOf(method) == CalleeKind.Plain)
            return Plain(function, place);
        if (!function.Woven)
            return Refused(function, place);
        return query.File is null ? Whole(function, place) : new LineExplainer(function, query.Line, cancel).Explain(place);
    }

    static Explanation Step(StepPlan step, Place place)
    {
        List<string> sentences =
        [
            $"{step.Name} is a step: in a run the runtime executes it as a whole and records its outcome before anything that depends on it leaves the run. It is not stopped inside.",
            step.Retries == 0 ? "A failed attempt is not made again: its exception is the outcome." : $"A failed attempt is made again up to {Words.Times(step.Retries)}.",
        ];
        return new(step.Name, place, CanStop: false, sentences, [], step.Problems, Fixes(step.Problems)) { IsRefused = step.Problems.Count > 0 };
    }

    static Explanation Plain(FunctionPlan function, Place place)
    {
        List<string> sentences = [$"{function.Name} is not a fragment function: it runs to its end, and a call of it is a plain call."];
        sentences.Add(function.Woven
            ? $"Marked [Fragment] it could be woven: it would have {Words.Count(function.Cuts.Count - 1, "cut")} besides its entry."
            : "Marked [Fragment] it would be refused as it stands.");
        return new(function.Name, place, CanStop: false, sentences, [], function.Problems, function.Woven ? ["Mark it [Fragment]."] : Fixes(function.Problems));
    }

    static Explanation Refused(FunctionPlan function, Place place) => new(
        function.Name, place, CanStop: false, [$"{function.Name} is marked [Fragment] and refused: no woven code is made of it, and calls of it run to their end."],
        [], [.. function.Problems.OrderByDescending(p => p.Place == place)], Fixes(function.Problems)) { IsRefused = true };

    static Explanation Whole(FunctionPlan function, Place place)
    {
        var required = function.Cuts.Count(static c => !c.IsOptional);
        List<string> sentences =
        [
            $"{function.Name} is a fragment function. Execution can stop in it at {Words.Count(function.Cuts.Count - 1, "place")} besides its entry: {Words.Count(function.Cuts.Count - 1 - required, "optional cut")}, where it stops only if somebody asks, and {Words.Count(required, "required one")}.",
            $"One call costs {Words.Cost(function.Cost)}.",
        ];
        if (function.Needs.Count > 0)
            sentences.Add($"It runs only on a host that has {Words.List(function.Needs)}.");
        if (function.Near is { } near)
            sentences.Add($"It wants to be near \"{near}\".");
        sentences.AddRange(function.Pinned.Select(Words.Pinned));
        return new(function.Name, place, function.Cuts.Count > 1, sentences, function.Cuts, function.NotPreemptible, Fixes(function.NotPreemptible));
    }

    /// <summary>What the rules' pages say to do, each once.</summary>
    public static IReadOnlyList<string> Fixes(IEnumerable<ProblemPlan> problems) =>
        [.. problems.Select(static p => p.Rule).Distinct().Select(static rule => RulePages.Fix(rule) is { } fix ? $"{rule}: {fix}" : null).OfType<string>()];
}

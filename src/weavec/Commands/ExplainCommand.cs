using System.CommandLine;
using Weave.Tool.Explaining;
using Weave.Tool.Opening;
using Weave.Tool.Planning;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec explain</c>: what happens at one place.</summary>
static class ExplainCommand
{
    public static Command Create()
    {
        var place = new Argument<string>("place") { Description = "FILE:LINE, a method (Orders.Fulfil), or a rule (WEAVE0201)." };
        var source = new Option<string?>("--source", "-s") { Description = "The project, solution or file it is in. Default: the nearest project." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("explain", "Say what happens at a place: can execution stop there, what is saved, what prevents it, what to change.") { place, source, json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(place), parsed.GetValue(source), parsed.GetValue(json), cancel));
        return command;
    }

    static async Task<int> RunAsync(string place, string? source, bool json, CancellationToken cancel)
    {
        if (RulePages.Find(place) is { } page)
        {
            if (json)
                Json.Write(new { rule = place.ToUpperInvariant(), page, fix = RulePages.Fix(place) }, Console.Out);
            else
                Console.WriteLine(page.TrimEnd());
            return ExitCode.Done;
        }
        var query = Query.Parse(place);
        if (query.File is { } file && !File.Exists(file))
            throw new OpenException($"'{file}' does not exist.");
        WarmUp.Start(cancel);
        var opened = await SourceOpener.OpenAsync(source ?? Around(query), cancel);
        var explanations = Explainer.Explain(opened, query, cancel);
        if (explanations.Count == 0)
        {
            var what = query.File is null ? $"method '{query.Method}'" : $"method at line {query.Line} of '{query.File}'";
            Console.Error.WriteLine($"weavec: there is no {what} in {string.Join(", ", opened.Select(static p => p.Name))}. A place is FILE:LINE inside a method, METHOD or TYPE.METHOD.");
            return ExitCode.NotFound;
        }
        if (json)
            Json.Write(explanations, Console.Out);
        else
            ExplanationText.Write(explanations, Console.Out, !Console.IsOutputRedirected);
        return explanations.Any(static e => e.IsRefused) ? ExitCode.Refused : ExitCode.Done;
    }

    /// <summary>The project around a file, else the file; for a method the current folder.</summary>
    static string Around(Query query) => query.File is { } file ? SourceOpener.ProjectAbove(Path.GetDirectoryName(file)) ?? file : ".";
}

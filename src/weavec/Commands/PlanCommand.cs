using System.CommandLine;
using Weave.Tool.Opening;
using Weave.Tool.Planning;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec plan</c>: what the compiler makes of each fragment function.</summary>
static class PlanCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "A project, solution, .cs file, or a folder with one.", DefaultValueFactory = static _ => "." };
        var format = new Option<string>("--format", "-f") { Description = "How it is written.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong([.. PlanFormats.Names]);
        var json = new Option<bool>("--json") { Description = "The same as --format json." };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file it is written to, instead of the terminal." };
        var only = new Option<string?>("--function") { Description = "Only functions whose name contains this." };
        var command = new Command("plan", "List fragment functions with their cuts, the contract of each cut, and what cannot be stopped.") { source, format, json, output, only };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(source), parsed.GetValue(json) ? "json" : parsed.GetRequiredValue(format), parsed.GetValue(output), parsed.GetValue(only), cancel));
        return command;
    }

    static async Task<int> RunAsync(string source, string format, FileInfo? output, string? only, CancellationToken cancel)
    {
        WarmUp.Start(cancel);
        var projects = await SourceOpener.OpenAsync(source, cancel);
        var read = projects.Select(p => PlanReader.Read(p, cancel)).Where(static p => p.Functions.Count + p.Steps.Count > 0);
        if (only is not null)
            read = read.Select(p => p with { Functions = [.. p.Functions.Where(f => f.Name.Contains(only, StringComparison.OrdinalIgnoreCase))], Steps = [] });
        var plan = new Plan(source, [.. read]);
        if (output is null)
        {
            PlanFormats.Write(plan, format, Console.Out, !Console.IsOutputRedirected);
        }
        else
        {
            using var writer = new StreamWriter(output.FullName);
            PlanFormats.Write(plan, format, writer, colours: false);
        }
        return plan.IsRefused() ? ExitCode.Refused : ExitCode.Done;
    }
}

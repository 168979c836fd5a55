using System.CommandLine;
using Weave.Contracts;
using Weave.Tool.Comparing;
using Weave.Tool.Opening;
using Weave.Tool.Planning;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec diff</c>: what newer code makes of what older code saved.</summary>
static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("old") { Description = "The code that saved: an assembly, a project, solution or file, or a contracts file." };
        var now = new Argument<string>("new") { Description = "The code that is to go on." };
        var store = new Option<string?>("--store") { Description = "A store: say what becomes of each run in flight there. Nothing is run and nothing is changed." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var all = new Option<bool>("--all", "-a") { Description = "List what is identical, too." };
        var command = new Command("diff", "Say of each cut and type, and of each run of a store, whether newer code goes on with it.") { old, now, store, StoreOpening.Keys, json, all };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(old), parsed.GetRequiredValue(now), parsed.GetValue(store), StoreOpening.KeysOf(parsed), parsed.GetValue(json), parsed.GetValue(all), cancel));
        return command;
    }

    static async Task<int> RunAsync(string old, string now, string? file, KeyRing? keys, bool json, bool all, CancellationToken cancel)
    {
        WarmUp.Start(cancel);
        var before = await ContractsOpener.OpenAsync(old, cancel);
        var after = await ContractsOpener.OpenAsync(now, cancel);
        var runs = file is null ? null : await StoreOpening.WithAsync(file, store => new StoreComparison(store, keys, after, cancel).RunsAsync(), cancel);
        var report = new DiffReport(old, now, [.. Compatibility.Compare(before, after).Select(DiffRow.Of)], runs);
        if (json)
            Json.Write(report, Console.Out);
        else
            DiffText.Write(report, all, Console.Out, !Console.IsOutputRedirected);
        return report.Worst switch
        {
            Verdict.Identical => ExitCode.Done,
            Verdict.Maps => ExitCode.Maps,
            Verdict.NeedsMigration => ExitCode.NeedsMigration,
            _ => ExitCode.Incompatible,
        };
    }
}

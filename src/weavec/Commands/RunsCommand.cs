using System.CommandLine;
using Weave.Inspection;
using Weave.Storage;
using Weave.Tool.Opening;
using Weave.Tool.Rendering;
using Weave.Tool.Runs;

namespace Weave.Tool.Commands;

/// <summary><c>weavec runs</c>: the runs in a store, while a hub is at work on it or not.</summary>
static class RunsCommand
{
    const int Version = 1;

    static readonly Option<bool> json = new("--json") { Description = "As JSON." };
    static readonly Argument<string> run = new("run") { Description = "The run's id." };

    public static Command Create() => new("runs", "List the runs in a store, look at one, and tell it to end or to go on.")
    {
        List(), Show(),
        Telling("cancel", "Throw a cancellation in the run at its next cut; it may clean up.", static h => h.CancelAsync(), resumes: false),
        Telling("terminate", "Drop the run, without running any more of its code.", static h => h.TerminateAsync(), resumes: false),
        Resume(), Raise(),
    };

    static Command List()
    {
        var state = new Option<RunState[]>("--state") { Description = "Only runs in this state; may be given again.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("list", "List the runs, by id.") { StoreOpening.Store, StoreOpening.Postgres, state, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var runs = new List<RunView>();
            await foreach (var record in opened.QueryAsync(new RunQuery { States = parsed.GetValue(state) ?? [] }, cancel))
                runs.Add(RunView.Of(record));
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, runs }, Console.Out);
            else
                RunsText.Write(runs, Console.Out, !Console.IsOutputRedirected);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    static Command Show()
    {
        var command = new Command("show", "Say where a run stands, what it waits for, and why it failed.") { run, StoreOpening.Store, StoreOpening.Postgres, StoreOpening.Keys, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var details = RunDetails.Of(await opened.LoadAsync(parsed.GetRequiredValue(run), cancel), new StoreInspector(opened, StoreOpening.KeysOf(parsed)));
            if (await StatusAsync(opened, details, cancel) is { } status)
                details = details with { WaitsFor = details.Run.Needs.Count > 0 ? status.WaitsFor : null, Inner = status.Inner, Caller = status.Caller };
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, details.Run, details.WaitsFor, details.Inner, details.Caller, details.Reason, details.At, details.Checkpoints, details.Messages, details.Timers }, Console.Out);
            else
                RunsText.Write(details, Console.Out);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    /// <summary>What a run of a cluster has to do with hubs and other runs: null for one that needs nothing special and whose stack is in one piece.</summary>
    static async Task<RunStatus?> StatusAsync(IRunStore opened, RunDetails details, CancellationToken cancel)
    {
        if (opened is not IClusterStore || (details.Run.Needs.Count == 0 && !details.Messages.Any(static m => m.Kind == MessageKind.Inner)))
            return null;
        await using var client = await Hub.OpenAsync(opened, new HubOptions { Access = StoreAccess.Client }, cancel);
        return await (await client.FindAsync(details.Run.Run, cancel)).StatusAsync(cancel);
    }

    static Command Resume()
    {
        var module = new Option<string>("--module") { Description = "'new' brings the run to the code of the hub that runs it, whatever module it is pinned to.", DefaultValueFactory = static _ => "pinned" };
        module.AcceptOnlyFromAmong("pinned", "new");
        var command = Telling("resume", "Let a run that failed or was quarantined go on from its last checkpoint.", static h => h.ResumeAsync(), resumes: true);
        command.Options.Add(module);
        command.SetAction((parsed, cancel) => TellAsync(
            parsed, h => parsed.GetRequiredValue(module) == "new" ? h.ResumeWithNewCodeAsync(cancel) : h.ResumeAsync(cancel), resumes: true, cancel));
        return command;
    }

    static Command Raise()
    {
        var name = new Argument<string>("event") { Description = "The event's name." };
        var value = new Argument<string>("value") { Description = "Its value, as JSON." };
        var type = new Option<string?>("--type") { Description = "The type of the value, as the run waits for it. Default: bool or string, as the JSON says." };
        type.AcceptOnlyFromAmong(EventValue.Types);
        var id = new Option<string?>("--id") { Description = "Names the event within the run: raised again, it has no effect." };
        var command = new Command("raise", "Raise an event that a run waits for, or will wait for.") { run, name, value, StoreOpening.Store, StoreOpening.Postgres, type, id, StoreOpening.Keys };
        command.SetAction((parsed, cancel) => TellAsync(
            parsed, h => EventValue.RaiseAsync(h, parsed.GetRequiredValue(name), parsed.GetRequiredValue(value), parsed.GetValue(type), parsed.GetValue(id), cancel), resumes: true, cancel));
        return command;
    }

    static Command Telling(string name, string description, Func<RunHandle, Task> tell, bool resumes)
    {
        var command = new Command(name, description) { run, StoreOpening.Store, StoreOpening.Postgres };
        command.SetAction((parsed, cancel) => TellAsync(parsed, tell, resumes, cancel));
        return command;
    }

    static Task<int> TellAsync(ParseResult parsed, Func<RunHandle, Task> tell, bool resumes, CancellationToken cancel) => StoreOpening.WithAsync(parsed, async opened =>
    {
        var id = parsed.GetRequiredValue(run);
        var state = (await opened.FindAsync(id, cancel) ?? throw new RunNotFoundException(id)).State;
        var over = state is RunState.Completed or RunState.Cancelled or RunState.Terminated || (!resumes && state is RunState.Failed or RunState.Quarantined);
        if (over)
        {
            Console.Error.WriteLine($"weavec: run '{id}' is {state}: there is nothing to {parsed.CommandResult.Command.Name}.");
            return ExitCode.Refused;
        }

        await using var hub = await Hub.OpenAsync(opened, new HubOptions { Keys = StoreOpening.KeysOf(parsed) }, cancel);
        await tell(await hub.FindAsync(id, cancel));
        Console.WriteLine($"{id}: asked to {parsed.CommandResult.Command.Name}. The hub that owns the store does it, now or when it is opened.");
        return ExitCode.Done;
    }, cancel);
}

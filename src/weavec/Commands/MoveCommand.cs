using System.CommandLine;

namespace Weave.Tool.Commands;

/// <summary><c>weavec move</c>: has a run go on at another hub.</summary>
static class MoveCommand
{
    static readonly Argument<string> run = new("run") { Description = "The run's id." };
    static readonly Option<string> to = new("--to") { Description = "The hub that shall run it.", Required = true };
    static readonly Option<bool> inner = new("--inner") { Description = "Move its inner frames alone, those of a call that shares nothing with its caller's; the caller stays and gets the result." };
    static readonly Option<int> timeout = new("--timeout") { Description = "Seconds to wait for it.", DefaultValueFactory = static _ => 60 };

    public static Command Create()
    {
        var command = new Command("move", "Move a run to another hub of its cluster; it runs on meanwhile.") { run, to, inner, timeout, StoreOpening.Postgres };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var (id, target) = (parsed.GetRequiredValue(run), parsed.GetRequiredValue(to));
            await using var hub = await Hub.OpenAsync(opened, cancel: cancel);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            string? why;
            string? moved = null;
            try
            {
                if (parsed.GetValue(inner))
                {
                    var end = await hub.MoveInnerAsync(id, target, patience.Token);
                    why = end.IsMoved ? null : end.Inner is null ? end.Reason ?? "it failed" : $"its inner frames are run '{end.Inner}', which stays where it is: {end.Reason}";
                    moved = end.Inner is null ? $"moved to {target}; {end.Reason}" : $"its inner frames moved to {target}, as run {end.Inner}";
                }
                else
                    why = await hub.MoveAsync(id, target, patience.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                why = "no hub has answered in time: the one that has it may be busy, or none has it; weavec runs show says more";
            }

            if (why is null)
                Console.WriteLine($"{id}: {moved ?? $"moved to {target}"}.");
            else
                Console.Error.WriteLine($"weavec: run '{id}' was not moved to '{target}': {why}.");
            return why is null ? ExitCode.Done : ExitCode.Refused;
        }, cancel));
        return command;
    }
}

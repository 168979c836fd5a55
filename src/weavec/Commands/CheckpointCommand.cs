using System.CommandLine;
using Weave.Inspection;
using Weave.Storage;
using Weave.Tool.Rendering;
using Weave.Tool.Runs;

namespace Weave.Tool.Commands;

/// <summary><c>weavec checkpoint</c>: what a store has saved, without the code that saved it.</summary>
static class CheckpointCommand
{
    const int Version = 1;

    static readonly Option<bool> json = new("--json") { Description = "As JSON." };
    static readonly Option<string> strand = new("--strand") { Description = "The strand.", DefaultValueFactory = static _ => "0" };
    static readonly Argument<string> run = new("run") { Description = "The run's id." };

    public static Command Create() => new("checkpoint", "Look into what a store has saved: any checkpoint as a tree, the whole store for damage, two checkpoints for what differs.")
    {
        Show(), Verify(), Difference(),
    };

    static Command Show()
    {
        var sequence = new Option<long?>("--sequence") { Description = "The checkpoint. Default: the last." };
        var from = new Option<long?>("--object") { Description = "Only this object, by its id." };
        var depth = new Option<int?>("--depth") { Description = "Objects inside objects that are shown." };
        var all = new Option<bool>("--all") { Description = "Every element and every character." };
        var command = new Command("show", "Show a checkpoint as a tree, with the names of its schemas.") { run, StoreOpening.Store, StoreOpening.Postgres, strand, sequence, from, depth, all, StoreOpening.Keys, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var view = await new StoreInspector(opened, StoreOpening.KeysOf(parsed)).OpenAsync(parsed.GetRequiredValue(run), parsed.GetRequiredValue(strand), parsed.GetValue(sequence), cancel);
            var limits = parsed.GetValue(all) ? ViewLimits.All : ViewLimits.Default;
            limits = parsed.GetValue(depth) is { } deep ? limits with { Depth = deep } : limits;
            if (parsed.GetValue(from) is { } id)
            {
                if (view.Object(id, limits) is not { } node)
                {
                    Console.Error.WriteLine($"weavec: the checkpoint has no object {id}.");
                    return ExitCode.NotFound;
                }

                if (parsed.GetValue(json))
                    Json.Write(new { version = Version, @object = node }, Console.Out);
                else
                    StateText.Write(node, Console.Out);
                return ExitCode.Done;
            }

            var frames = view.Frames(limits);
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, view.Header.Run, view.Header.Strand, view.Header.Sequence, view.Header.Base, view.Header.Epoch, frames }, Console.Out);
            else
                StateText.Write(view.Header, frames, Console.Out);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    static Command Verify()
    {
        var command = new Command("verify", "Walk over the whole store and report what is damaged.") { StoreOpening.Store, StoreOpening.Postgres, StoreOpening.Keys, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var found = await new StoreInspector(opened, StoreOpening.KeysOf(parsed)).VerifyAsync(cancel);
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, found.Runs, found.Checkpoints, found.Blobs, found.Unopened, found.Damages }, Console.Out);
            else
                StateText.Write(found, Console.Out);
            return found.Damages.Count == 0 ? ExitCode.Done : ExitCode.Refused;
        }, cancel));
        return command;
    }

    static Command Difference()
    {
        var old = new Argument<long>("from") { Description = "The earlier checkpoint's sequence." };
        var now = new Argument<long>("to") { Description = "The later one's." };
        var command = new Command("diff", "Say what two stored checkpoints of a run do not have in common.") { run, old, now, StoreOpening.Store, StoreOpening.Postgres, strand, StoreOpening.Keys, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var inspector = new StoreInspector(opened, StoreOpening.KeysOf(parsed));
            var (id, name) = (parsed.GetRequiredValue(run), parsed.GetRequiredValue(strand));
            var differences = StateDifference.Between(
                await inspector.OpenAsync(id, name, parsed.GetValue(old), cancel), await inspector.OpenAsync(id, name, parsed.GetValue(now), cancel));
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, differences }, Console.Out);
            else
                StateText.Write(differences, Console.Out);
            return ExitCode.Done;
        }, cancel));
        return command;
    }
}

using System.CommandLine;
using Weave.Storage;

namespace Weave.Tool.Commands;

/// <summary><c>weavec drain</c>: has a hub give away what it runs.</summary>
static class DrainCommand
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var hub = new Argument<string>("hub") { Description = "The hub's id." };
        var wait = new Option<double>("--wait") { Description = "Seconds to wait until it has no runs left.", DefaultValueFactory = static _ => 0 };
        var command = new Command("drain", "Have a hub take nothing more and move away what it runs. The daemon ends then.") { hub, StoreOpening.Postgres, wait };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(
            parsed, opened => DrainAsync((IClusterStore)opened, parsed.GetRequiredValue(hub), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancel), cancel));
        return command;
    }

    static async Task<int> DrainAsync(IClusterStore store, string hub, TimeSpan wait, CancellationToken cancel)
    {
        if (!await store.DrainAsync(hub, cancel))
        {
            Console.Error.WriteLine($"weavec: hub '{hub}' is no member of this cluster: see weavec hubs.");
            return ExitCode.NotFound;
        }

        var began = TimeProvider.System.GetTimestamp();
        while (wait > TimeSpan.Zero)
        {
            // What it says of its load is as old as its last heartbeat: it counts once it drains.
            var found = (await store.HubsAsync(cancel)).FirstOrDefault(h => h.Hub.Id == hub && h.LeaseLeft > TimeSpan.Zero);
            if (found is null || (found.State == HubState.Draining && found.Load.Runs == 0))
            {
                Console.WriteLine($"{hub}: drained.");
                return ExitCode.Done;
            }

            if (TimeProvider.System.GetElapsedTime(began) > wait)
            {
                Console.WriteLine($"{hub}: drains, and has {found.Load.Runs} runs left.");
                return ExitCode.Refused;
            }

            await Task.Delay(pause, TimeProvider.System, cancel);
        }

        Console.WriteLine($"{hub}: asked to drain.");
        return ExitCode.Done;
    }
}

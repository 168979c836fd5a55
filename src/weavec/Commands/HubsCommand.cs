using System.CommandLine;
using Weave.Storage;
using Weave.Tool.Hubs;
using Weave.Tool.Rendering;

namespace Weave.Tool.Commands;

/// <summary><c>weavec hubs</c>: the members of a cluster.</summary>
static class HubsCommand
{
    const int Version = 1;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("hubs", "List the hubs of a cluster: what they do, and what they offer.") { StoreOpening.Postgres, json };
        command.SetAction((parsed, cancel) => StoreOpening.WithAsync(parsed, async opened =>
        {
            var hubs = (await ((IClusterStore)opened).HubsAsync(cancel)).Select(HubView.Of).ToList();
            if (parsed.GetValue(json))
                Json.Write(new { version = Version, hubs }, Console.Out);
            else
                HubsText.Write(hubs, Console.Out, !Console.IsOutputRedirected);
            return ExitCode.Done;
        }, cancel));
        return command;
    }
}

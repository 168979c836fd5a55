using Spectre.Console;
using Weave.Tool.Rendering;

namespace Weave.Tool.Hubs;

/// <summary>Hubs as text.</summary>
static class HubsText
{
    public static void Write(IReadOnlyList<HubView> hubs, TextWriter output, bool colours)
    {
        if (hubs.Count == 0)
        {
            output.WriteLine("No hub is a member.");
            return;
        }

        var table = Terminal.Table("hub", "state", "address", "runs", "running", "cores", "memory", "lease", "offers");
        foreach (var hub in hubs)
        {
            // Features of the processor are many, and seldom what one looks for: --json has them.
            var offers = string.Join(" ", hub.Offers.Where(static o => !o.StartsWith("cpu:", StringComparison.Ordinal)));
            table.AddRow(
                Markup.Escape(hub.Hub), hub.State, Markup.Escape(hub.Address), $"{hub.Runs}", $"{hub.Running}", $"{hub.Cores}", $"{hub.MemoryUsed >> 20} of {hub.Memory >> 20} MiB", $"{hub.LeaseLeft:0.0} s", Markup.Escape(offers));
        }

        Terminal.For(output, colours).Write(table);
    }
}

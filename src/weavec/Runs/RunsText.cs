using Spectre.Console;
using Weave.Tool.Rendering;

namespace Weave.Tool.Runs;

/// <summary>Runs as text.</summary>
static class RunsText
{
    const int ShortModule = 12;

    public static void Write(IReadOnlyList<RunView> runs, TextWriter output, bool colours)
    {
        if (runs.Count == 0)
        {
            output.WriteLine("There is no such run.");
            return;
        }

        var table = Terminal.Table("run", "state", "function", "module", "hub", "updated");
        foreach (var run in runs)
            table.AddRow(Markup.Escape(run.Run), run.State.ToString(), Markup.Escape(run.Function), Short(run.Module), Markup.Escape(run.Hub ?? ""), $"{run.Updated:u}");
        Terminal.For(output, colours).Write(table);
    }

    public static void Write(RunDetails details, TextWriter output)
    {
        var run = details.Run;
        output.WriteLine($"{run.Run}: {run.State}");
        output.WriteLine($"  function   {run.Function}");
        if (details.At is { } at)
            output.WriteLine($"  stands at  {at}");
        if (details.Reason is { } reason)
            output.WriteLine($"  reason     {reason}");
        output.WriteLine($"  module     {Short(run.Module)}, upgrade {run.Upgrade}");
        output.WriteLine($"  created    {run.Created:u}, updated {run.Updated:u}");
        output.WriteLine($"  claims     epoch {run.Epoch}, {run.Attempts} without progress{(run.Hub is null ? "" : $", now by hub '{run.Hub}'")}");
        if (run.Needs.Count > 0)
            output.WriteLine($"  needs      {string.Join(", ", run.Needs)}{(details.WaitsFor is null ? "" : $"; waits for {details.WaitsFor}")}");
        if (details.Inner is { } inner)
            output.WriteLine($"  waits for  its inner frames, at work as run '{inner}'");
        if (details.Caller is { } caller)
            output.WriteLine($"  caller     run '{caller}', whose inner frames it is");
        foreach (var c in details.Checkpoints)
            output.WriteLine($"  checkpoint {c.Strand} {c.Sequence}{(c.Base < 0 ? "" : $" on {c.Base}")}, {c.Bytes} bytes{(c.Blobs == 0 ? "" : $", {c.Blobs} blobs")}");
        foreach (var m in details.Messages)
            output.WriteLine($"  message    {m.Kind} {m.Id}{(m.Subject.Length == 0 ? "" : $" ({m.Subject})")}, {m.Bytes} bytes");
        foreach (var t in details.Timers)
            output.WriteLine($"  timer      {t.Strand} {t.Key}, due {t.Due:u}");
    }

    static string Short(string? module) => module is null ? "none" : module.Length > ShortModule ? module[..ShortModule] : module;
}

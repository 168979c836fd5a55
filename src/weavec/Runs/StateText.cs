using Weave.Checkpoints;
using Weave.Inspection;

namespace Weave.Tool.Runs;

/// <summary>States as text.</summary>
static class StateText
{
    public static void Write(CheckpointHeader header, IReadOnlyList<StateNode> frames, TextWriter output)
    {
        output.WriteLine($"run {header.Run}, strand {header.Strand}, checkpoint {header.Sequence}{(header.Base < 0 ? "" : $" on {header.Base}")}, epoch {header.Epoch}");
        for (var i = 0; i < frames.Count; i++)
        {
            output.WriteLine($"frame {i}  {frames[i].Name}  in {frames[i].Type}");
            Write(frames[i].Parts, "  ", output);
        }
    }

    public static void Write(StateNode node, TextWriter output) => Write([node], "", output);

    public static void Write(IReadOnlyList<StateDifference> differences, TextWriter output)
    {
        if (differences.Count == 0)
            output.WriteLine("They hold the same.");
        foreach (var difference in differences)
            output.WriteLine((difference.Old, difference.Now) switch
            {
                (null, var now) => $"+ {difference.Path}: {now}",
                (var old, null) => $"- {difference.Path}: {old}",
                var (old, now) => $"  {difference.Path}: {old} -> {now}",
            });
    }

    public static void Write(Verification found, TextWriter output)
    {
        foreach (var damage in found.Damages)
            output.WriteLine($"damaged: {(damage.Run is null ? "" : $"run {damage.Run}, ")}{damage.What}: {damage.Why}");
        if (found.Unopened > 0)
            output.WriteLine($"{found.Unopened} items are encrypted with keys that were not given (--keys): not looked into.");
        output.WriteLine($"verify: runs={found.Runs} checkpoints={found.Checkpoints} blobs={found.Blobs} damaged={found.Damages.Count}");
    }

    static void Write(IReadOnlyList<StateNode> nodes, string indent, TextWriter output)
    {
        foreach (var node in nodes)
        {
            var name = node.Name.Length == 0 ? "" : node.Name + ": ";
            var id = node.Id is { } known ? $" #{known}" : "";
            if (node.Text is { } text)
                output.WriteLine($"{indent}{name}{(node.Type.Length == 0 ? "" : node.Type + " = ")}{text}{id}");
            else if (node.IsReference)
                output.WriteLine($"{indent}{name}-> #{node.Id} {node.Type}");
            else
                output.WriteLine($"{indent}{name}{node.Type}{id}{(node.Parts.Count + node.Hidden == 0 ? " (empty)" : "")}");
            Write(node.Parts, indent + "  ", output);
            if (node.Hidden > 0)
                output.WriteLine($"{indent}  ... {node.Hidden} more");
        }
    }
}

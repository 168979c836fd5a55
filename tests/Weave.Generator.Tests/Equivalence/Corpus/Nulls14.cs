// since C# 14
using Corpus.Nulls;
using Weave;

namespace Corpus.Nulls14;

public static partial class Sample
{
    static Node? Find(bool found) { Log.Add($"find {found}"); return found ? new Node { Value = 5, Name = "n", Next = new Node { Value = 6 } } : null; }

    static int Plain(int x) { Log.Add($"plain {x}"); return x; }

    // Trap: the value of a null-conditional assignment is not evaluated when the receiver is null.
    [Fragment, Case(true), Case(false)]
    public static string AssignBehind(bool found)
    {
        var node = Find(found);
        node?.Value = Stop.Int(1);
        node?.Value += Stop.Int(2);
        node?.Next?.Name = Stop.Text("next");
        node?.Next?.Next?.Name = Stop.Text("nobody");
        node?[Plain(3)] = Stop.Text("index");
        node?.Part.X = Stop.Int(4);
        node?.Say("noisy").Noisy ??= Stop.Int(5);
        var a = node?.Value = Stop.Int(6);
        return $"{a} {node?.Value} {node?.Name} {node?.Next?.Name} {node?.Part.X}";
    }

    // Trap: the same behind several question marks, on elements and members of structs; the receiver is replaced by the value.
    [Fragment, Case(true), Case(false)]
    public static string Chained(bool found)
    {
        var node = Find(found);
        Node[]? nodes = node is null ? null : [node, new()];
        nodes?[1].Value = Stop.Int(1);
        nodes?[Plain(1)].Value *= Stop.Int(2);
        nodes?[Stop.Int(1)]?.Part.X += Stop.Int(3);
        node?.Next = (node = new Node { Value = Stop.Int(4) });
        node?.Noisy = node.Value = Stop.Int(5);
        return $"{nodes?[0].Next?.Value} {nodes?[1].Value} {nodes?[1].Part.X} {node?.Noisy}";
    }
}

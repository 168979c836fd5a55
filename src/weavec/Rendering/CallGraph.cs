using Weave.Analyzer.Model;
using Weave.Tool.Planning;

namespace Weave.Tool.Rendering;

/// <summary>Who calls whom, as cuts: the functions of a plan, the steps and waits they reach.</summary>
/// <param name="Nodes">Functions first, in the plan's order.</param>
/// <param name="Edges">From caller to callee, each pair and kind once.</param>
sealed record CallGraph(IReadOnlyList<CallGraph.Node> Nodes, IReadOnlyList<CallGraph.Edge> Edges)
{
    /// <summary>A function, step or wait.</summary>
    public sealed record Node(string Id, string Name, CutKind Kind, bool Refused, int Cuts);

    /// <summary>Calls from one to another.</summary>
    public sealed record Edge(int From, int To, CutKind Kind, int Count);

    public static CallGraph Of(Plan plan)
    {
        var nodes = new List<Node>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        int Add(string id, string name, CutKind kind, bool refused = false, int cuts = 0)
        {
            if (index.TryAdd(id, nodes.Count))
                nodes.Add(new(id, name, kind, refused, cuts));
            return index[id];
        }
        foreach (var function in plan.Functions())
            Add(function.Id, function.Name, CutKind.Call, !function.Woven, function.Cuts.Count - 1);
        var edges =
            from function in plan.Functions()
            from cut in function.Cuts
            where cut.Calls is not null && cut.Kind is CutKind.Call or CutKind.Step or CutKind.Wait
            group cut by (From: index[function.Id], To: Add(cut.Calls!, cut.Callee!, cut.Kind), cut.Kind) into calls
            select new Edge(calls.Key.From, calls.Key.To, calls.Key.Kind, calls.Count());
        var all = edges.ToList();
        return new(nodes, all);
    }
}

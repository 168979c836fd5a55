using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>The body that callers enter: the source, with a poll at each back-edge and a capture after each call.</summary>
sealed class EntryLowering(FunctionModel function) : BodyLowering(function)
{
    protected override void Call(CallNode call, List<Lowered> lowered)
    {
        var target = call.Target is { } variable ? $"var {Function.Variables[variable].Name} = " : "";
        lowered.Add(Of($"{target}{call.Call.Text};"));
        lowered.Add(Of(AfterCall(call.Cut)));
    }

    protected override void EntryPoll(List<Lowered> lowered) => lowered.Add(Of($"if ({Text.Context}.AtLimit) {Text.Capture(0)}"));

    /// <summary>The loop takes its initializers back where it can: <c>for (int i = 0, j = n; i &lt; j;)</c>.</summary>
    protected override void For(BlockNode scope, List<Lowered> lowered)
    {
        var loop = (LoopNode)scope.Nodes[scope.Nodes.Count - 1];
        var before = scope.Nodes.Take(scope.Nodes.Count - 1).ToList();
        var merged = before.AsEnumerable().Reverse()
            .TakeWhile(n => n is DeclareNode { Init: not null } declare && declare.SourceType == (before[before.Count - 1] as DeclareNode)!.SourceType)
            .Cast<DeclareNode>().Reverse().ToList();
        if (merged.Count > 1 && merged[0].SourceType == "var")
            merged = [merged[merged.Count - 1]];
        var inits = merged.Select(d => $"{Function.Variables[d.Variable].Name} = {d.Init!.Text}");
        var initializer = merged.Count == 0 ? "" : $"{merged[0].SourceType} {string.Join(", ", inits)}";
        var outside = new List<Lowered>();
        foreach (var node in before.Take(before.Count - merged.Count))
            Lower(node, scope, outside);
        var lone = Loop(loop, initializer);
        if (outside.Count == 0)
            lowered.Add(lone);
        else
            lowered.Add(new Braces("", new([.. outside, lone])));
    }

    protected override string Condition(IfNode branch, BlockNode block) => branch.Condition.Text;

    protected override string Condition(LoopNode loop) => loop.Condition?.Text ?? (loop.PostCondition is null && loop.Incrementors.Count == 0 ? "true" : "");
}

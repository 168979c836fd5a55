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

    /// <summary>The whole body. A function that calls itself in tail position begins with the label it jumps back to.</summary>
    public List<Lowered> Body()
    {
        var statements = Statements(Function.Body);
        return jumps ? [new Label(Start), .. statements] : statements;
    }

    const string Start = "Start";
    bool jumps;

    protected override string TailCall(TailCallNode tail, BlockNode block)
    {
        if (tail.Self is not { } self)
            return base.TailCall(tail, block);
        jumps = true;
        var parameters = Function.Signature.Parameters.Select(static p => p.Name).ToList();
        var assignments = parameters.Zip(self.Arguments, static (p, a) => (Parameter: p, a.Text)).Where(static a => a.Parameter != a.Text).ToList();
        var assign = assignments.Count switch
        {
            0 => "",
            1 => $"{assignments[0].Parameter} = {assignments[0].Text};\n",
            _ => $"({string.Join(", ", assignments.Select(static a => a.Parameter))}) = ({string.Join(", ", assignments.Select(static a => a.Text))});\n",
        };
        return $"{assign}{Poll(self.Cut)}\ngoto {Start};";
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

using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>The body that callers enter: the source, with a poll at each back-edge and a capture after each call.</summary>
sealed class EntryLowering(FunctionModel function) : BodyLowering(function)
{
    protected override void Call(CallNode call, BlockNode block, List<Lowered> lowered)
    {
        var target = call.Target is { } variable ? $"{(Hoists(block) ? "" : "var ")}{Function.Variables[variable].Name} = " : "";
        lowered.Add(Of($"{target}{CodeIn(call.Call, block)};", call.Call.Line));
        lowered.Add(Of(AfterCall(call.Cut)));
    }

    /// <summary>The whole body. A function that calls itself in tail position begins with the label it jumps back to.</summary>
    public List<Lowered> Body()
    {
        var statements = Statements(Function.Body);
        if (jumps)
            statements = [new Label(Start), .. statements];
        return Function.IsPlaced ? [Of($"if ({Text.Context}.Leaves({Text.Frame}.Info)) {Text.Capture(0)} {Text.Comment(0)}"), .. statements] : statements;
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

    protected override void EntryPoll(List<Lowered> lowered) => lowered.Add(Of($"if ({Text.Context}.AtLimit) {Text.Capture(0)} {Text.Comment(0)}"));

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

    protected override string Condition(IfNode branch, BlockNode block) => CodeIn(branch.Condition, block);

    /// <summary>Where a goto may pass a declaration to its label, C# cannot always see that a variable of a contract has been assigned.</summary>
    protected override bool Hoists(BlockNode block) =>
        block.Nodes.Any(static n => n is LabelNode { Passed: true }) && block.Declares.Any(IsSaved);

    protected override void Open(BlockNode block, List<Lowered> lowered)
    {
        if (Hoists(block))
            lowered.AddRange(block.Declares.SelectMany(Ahead));
    }

    protected override void Lower(Node node, BlockNode block, List<Lowered> lowered)
    {
        // The scope of a switch has variables for the resumed body only.
        if (node is BlockNode { Nodes: { Count: 1 } inner } scope && inner[0] is SwitchNode { Chosen: false })
            base.Lower(inner[0], scope, lowered);
        else
            base.Lower(node, block, lowered);
    }

    protected override string Condition(LoopNode loop) => loop.Condition?.Text ?? (loop.PostCondition is null && loop.Incrementors.Count == 0 ? "true" : "");
}

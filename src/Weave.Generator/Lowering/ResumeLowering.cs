using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>
/// The body that only the engine enters. Each block that holds a cut declares its variables first, takes from the frame what it had, and jumps to the
/// statement that holds the cut: a label in that same block, so no jump ever enters a block.
/// <code>
/// {
///     int i = default!;
///     if (at != 0)
///     {
///         i = frame.i;
///         switch (at)
///         {
///             case 1: at = 0; ctx.Enter(); goto Loop1;   // the loop's own back-edge
///             case 2: goto Loop1;                        // something in its body: dispatched again there
///         }
///     }
/// </code>
/// </summary>
sealed partial class ResumeLowering(FunctionModel function) : BodyLowering(function)
{
    readonly Dictionary<Node, string> labels = new(ReferenceEquality.Instance);
    int others;

    string At => Function.Names.At;

    string Frame => Function.Names.Frame;

    /// <summary>The whole body.</summary>
    public List<Lowered> Body()
    {
        var lowered = new List<Lowered> { Of($"var {At} = {Frame}.Cut;") };
        foreach (var (parameter, index) in Function.Signature.Parameters.Select(static (p, i) => (p, i)))
            lowered.Add(Of($"{parameter.Type} {parameter.Name} = {Frame}.{Function.Variables[index].Field};"));
        lowered.AddRange(Statements(Function.Body));
        return lowered;
    }

    protected override void Open(BlockNode block, List<Lowered> lowered)
    {
        if (!Hoists(block))
            return;
        lowered.AddRange(block.Declares.SelectMany(Ahead));
        var inside = CutsInside.Of(block).ToList();
        if (inside.Count == 0)
            return;
        var saved = new HashSet<int>(inside.SelectMany(c => Function.Cuts[c].Contract));
        var dispatch = new List<Lowered>();
        foreach (var index in block.Declares.Where(i => saved.Contains(i) && Function.Variables[i].Kind != VariableKind.Kept))
            dispatch.Add(Restore(index, inside));
        foreach (var kept in block.Declares.Where(i => saved.Contains(i) && Function.Variables[i].Kind == VariableKind.Kept).GroupBy(i => At + " is " + string.Join(" or ", CutsThatSave(i, inside))))
            dispatch.Add(new Braces($"if ({kept.Key})", new(kept.Select(i => Restore(i, inside)))));
        if (block.Nodes.Count > 1 || block.Nodes[0] is not SwitchNode)
            dispatch.Add(new Braces($"switch ({At})", new(Cases(block))));
        else if (dispatch.Count == 0)
            return;
        if (ReferenceEquals(block, Function.Body))
            lowered.AddRange(dispatch);
        else
            lowered.Add(new Braces($"if ({At} != 0)", new(dispatch)));
    }

    IEnumerable<int> CutsThatSave(int variable, List<int> cuts) => cuts.Where(c => Function.Cuts[c].Contract.Contains(variable)).OrderBy(static c => c);

    Lowered Restore(int index, List<int> inside)
    {
        var variable = Function.Variables[index];
        return Of($"{variable.Name} = {Frame}.{variable.Field}{variable.Resume(inside.All(c => Function.Cuts[c].Contract.Contains(index)))};");
    }

    IEnumerable<Lowered> Cases(BlockNode block)
    {
        foreach (var node in block.Nodes)
        {
            var inside = CutsInside.Of(node).OrderBy(static c => c).ToList();
            if (inside.Count == 0)
                continue;
            var label = LabelOf(node);
            if (node is LoopNode { Poll: { } loop })
            {
                yield return Of($"case {loop}: {At} = 0; {Text.Context}.Enter(); goto {label};");
                inside.Remove(loop);
            }
            if (node is PollNode { Cut: var poll })
            {
                yield return Of($"case {poll}: {At} = 0; {Text.Context}.Enter(); goto {label};");
                inside.Remove(poll);
            }
            if (inside.Count > 0)
                yield return Of(string.Concat(inside.Select(static c => $"case {c}: ")) + $"goto {label};");
        }
    }

    string LabelOf(Node node)
    {
        if (!labels.TryGetValue(node, out var label))
        {
            label = node switch
            {
                CallNode call => $"Cut{call.Cut}",
                PollNode poll => $"Cut{poll.Cut}",
                LoopNode loop => $"Loop{loop.Number}",
                _ => $"Block{++others}",
            };
            labels.Add(node, label);
        }
        return label;
    }

    protected override void Lower(Node node, BlockNode block, List<Lowered> lowered)
    {
        labels.TryGetValue(node, out var label);
        // A poll is resumed behind itself.
        if (label is not null && node is not PollNode)
            lowered.Add(new Label(label));
        base.Lower(node, block, lowered);
        if (label is not null && node is PollNode)
            lowered.AddRange([new Label(label), Of(";")]);
    }

    protected override bool Hoists(BlockNode block) => CutsInside.Of(block).Any() || entered.Contains(block);

    protected override void Call(CallNode call, BlockNode block, List<Lowered> lowered)
    {
        var target = call.Target is { } variable ? $"{Function.Variables[variable].Name} = " : "";
        var take = call.Target is null && call.ResultType == "void" ? "Take()" : $"Take<{call.ResultType}>()";
        lowered.Add(Of($"if ({At} != 0) {{ {At} = 0; {target}{Text.Context}.{take}; }} else {target}{call.Call.Hoisted};", call.Call.Line));
        lowered.Add(Of(AfterCall(call.Cut)));
    }

    /// <summary>A resumed body is never at the entry.</summary>
    protected override void EntryPoll(List<Lowered> lowered)
    {
    }

    protected override void For(BlockNode scope, List<Lowered> lowered) =>
        lowered.Add(new Braces("", new(Statements(scope))));

    protected override string Condition(IfNode branch, BlockNode block)
    {
        var condition = CodeIn(branch.Condition, block);
        var then = CutsInside.Of(branch.Then).OrderBy(static c => c).ToList();
        if (then.Count == 0 && !CutsInside.Of(branch.Else).Any())
            return condition;
        return then.Count == 0 ? $"{At} == 0 && ({condition})" : $"{At} == 0 ? {condition} : {At} is {string.Join(" or ", then)}";
    }

    protected override string Condition(LoopNode loop)
    {
        var condition = loop.Condition?.Hoisted;
        if (condition is null or "true")
            return "true";
        return CutsInside.Of(loop.Body).Concat(CutsInside.Of(loop.Ending)).Any() ? $"{At} != 0 || ({condition})" : condition;
    }

    /// <summary>Nodes are told apart by being, not by what they say: two equal loops are two loops.</summary>
    internal sealed class ReferenceEquality : IEqualityComparer<Node>
    {
        public static readonly ReferenceEquality Instance = new();

        public bool Equals(Node? x, Node? y) => ReferenceEquals(x, y);

        public int GetHashCode(Node node) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(node);
    }
}

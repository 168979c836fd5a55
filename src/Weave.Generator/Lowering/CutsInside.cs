using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>The cuts that stand in a node, or are it.</summary>
static class CutsInside
{
    public static IEnumerable<int> Of(Node? node) => node switch
    {
        BlockNode block => block.Nodes.SelectMany(Of),
        CallNode call => [call.Cut],
        IfNode branch => Of(branch.Then).Concat(Of(branch.Else)),
        LoopNode loop => Of(loop.Body).Concat(Of(loop.Ending)).Concat(loop.Poll is { } poll ? [poll] : []),
        SwitchNode choice => choice.Sections.SelectMany(static s => Of(s.Body)),
        PollNode poll => [poll.Cut],
        TryNode attempt => Of(attempt.Block),
        PendingNode pending => Of(pending.Block),
        _ => [],
    };
}

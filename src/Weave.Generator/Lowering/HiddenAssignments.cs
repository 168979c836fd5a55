using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>
/// Variables of which C# cannot see any more that they are assigned before they are read: by a finally block, which is guarded, on every way through a
/// try statement whose catch or finally body stands after it, or by a switch on the number of a section.
/// </summary>
static class HiddenAssignments
{
    public static IEnumerable<int> Of(FunctionModel function) =>
        HasMoved(function.Body) ? Enumerable.Range(0, function.Variables.Count) : InFinally(function.Body);

    static bool HasMoved(Node? node) => node switch
    {
        PendingNode => true,
        TryNode attempt => attempt.Catches.Any(static c => c.Records) || HasMoved(attempt.Block),
        BlockNode block => block.Nodes.Any(HasMoved),
        IfNode branch => HasMoved(branch.Then) || HasMoved(branch.Else),
        LoopNode loop => HasMoved(loop.Body) || HasMoved(loop.Ending),
        SwitchNode choice => choice.Chosen || choice.Sections.Any(static s => HasMoved(s.Body)),
        _ => false,
    };

    static IEnumerable<int> InFinally(Node? node) => node switch
    {
        BlockNode block => block.Nodes.SelectMany(InFinally),
        IfNode branch => InFinally(branch.Then).Concat(InFinally(branch.Else)),
        LoopNode loop => InFinally(loop.Body).Concat(InFinally(loop.Ending)),
        SwitchNode choice => choice.Sections.SelectMany(static s => InFinally(s.Body)),
        TryNode attempt => InFinally(attempt.Block).Concat(attempt.Finally?.Effect.Kills ?? Enumerable.Empty<int>()),
        _ => [],
    };
}

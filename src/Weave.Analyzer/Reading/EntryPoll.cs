using Weave.Analyzer.Model;
using Weave.Analyzer.Support;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Puts the poll of a recursive function behind its base cases: what stands before it only reads, so that resuming, which starts over, evaluates it again
/// to the same effect. A base case then costs nothing.
/// </summary>
static class EntryPoll
{
    public static BlockNode Place(BlockNode body)
    {
        var nodes = body.Nodes.ToList();
        for (var i = 0; i < nodes.Count; i++)
        {
            switch (nodes[i])
            {
                case SliceNode { BaseCase: true }:
                    continue;
                case IfNode { Condition.Pure: true, Else: { } otherwise } branch when i == nodes.Count - 1 && branch.Then.BaseCase is not null:
                    nodes[i] = branch with { Else = Place(otherwise) };
                    return body with { Nodes = new(nodes) };
                case IfNode { Condition.Pure: true, Else: { } otherwise } branch when i == nodes.Count - 1 && otherwise.BaseCase is not null:
                    nodes[i] = branch with { Then = Place(branch.Then) };
                    return body with { Nodes = new(nodes) };
                default:
                    nodes.Insert(i, new EntryPollNode());
                    return body with { Nodes = new(nodes) };
            }
        }
        return body;
    }
}

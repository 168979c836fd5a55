using Weave.Analyzer.Model;

namespace Weave.Generator.Lowering;

/// <summary>The base cases a recursive function begins with: they only read, so they may be decided twice.</summary>
static class BaseCases
{
    /// <summary>Statements that return if a base case holds; none for a function that is not polled at its entry.</summary>
    public static IEnumerable<Statement> Of(FunctionModel function)
    {
        if (!function.Body.Nodes.Any(static n => n is EntryPollNode || (n is IfNode branch && (Polls(branch.Then) || Polls(branch.Else)))))
            yield break;
        foreach (var node in function.Body.Nodes)
        {
            switch (node)
            {
                case SliceNode { BaseCase: true } slice:
                    yield return new(slice.Code.Text, slice.Code.Line);
                    break;
                case IfNode { Condition.Pure: true } branch when Value(branch.Then) is { } value && Polls(branch.Else):
                    yield return new($"if ({branch.Condition.Text}) {value}", branch.Condition.Line);
                    yield break;
                case IfNode { Condition.Pure: true, Else: { } otherwise } branch when Value(otherwise) is { } value && Polls(branch.Then):
                    yield return new($"if (!({branch.Condition.Text})) {value}", branch.Condition.Line);
                    yield break;
                default:
                    yield break;
            }
        }
    }

    static bool Polls(BlockNode? block) => block is not null && block.Nodes.Any(static n => n is EntryPollNode);

    static string? Value(BlockNode block) => block.BaseCase is { } ret ? ret.Value is null ? "return;" : $"return {ret.Value.Text};" : null;
}

using Microsoft.CodeAnalysis;
using Weave.Fuzz.Generation;

namespace Weave.Fuzz.Mutation;

/// <summary>A bug of the compiler, planted: generated files are changed at one place each.</summary>
/// <param name="name">What it does, in a few words.</param>
/// <param name="sites">The places where it can be planted in a file: a node and what stands there instead, null for nothing.</param>
/// <param name="features">What programs need to have such places, if few have it: they are given more of it.</param>
sealed class Mutant(string name, Func<SyntaxNode, IEnumerable<(SyntaxNode Old, SyntaxNode? New)>> sites, params string[] features)
{
    public string Name => name;

    public IReadOnlyList<string> Features => features;

    /// <summary>The compilation with the bug in every generated file where it fits, but in those of the callees that all programs share.</summary>
    public Compilation Change(Compilation whole, Dice dice)
    {
        foreach (var tree in whole.SyntaxTrees.Where(static t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && !t.FilePath.Contains(".Stop.", StringComparison.Ordinal)))
        {
            var root = tree.GetRoot();
            var found = sites(root).ToList();
            if (found.Count == 0)
                continue;
            var (old, replacement) = dice.Pick(found);
            var changed = replacement is null ? root.RemoveNode(old, SyntaxRemoveOptions.KeepNoTrivia)! : root.ReplaceNode(old, replacement);
            whole = whole.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(changed, tree.Options));
        }
        return whole;
    }
}

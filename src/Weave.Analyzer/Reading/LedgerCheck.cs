using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Ledger;

namespace Weave.Analyzer.Reading;

/// <summary>Holds a body against the ledger, and refuses the few things whose meaning depends on where they are copied from.</summary>
static class LedgerCheck
{
    public static IEnumerable<Refusal> Of(SyntaxNode body, SemanticModel semantics, CancellationToken cancel)
    {
        var fileLocal = FileLocalTypes(body.SyntaxTree.GetRoot(cancel));
        foreach (var node in body.DescendantNodesAndSelf())
        {
            cancel.ThrowIfCancellationRequested();
            if (node is SimpleNameSyntax name && fileLocal.Contains(name.Identifier.ValueText))
                yield return new(Rules.NotWoven, node.GetLocation(), $"'{name}', a type that is local to its file,", "");
            if (SyntaxLedger.Of(node.Kind()) == Verdict.Rejected)
                yield return new(Rules.NotWoven, node.GetLocation(), Capital(Words.Of(node.Kind())), "");
        }
        if (semantics.GetOperation(body, cancel) is not { } root)
            yield break;
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (OperationLedger.Of(operation.Kind) == Verdict.Rejected)
                yield return new(Rules.NotWoven, operation.Syntax.GetLocation(), $"code that does not compile ('{operation.Syntax}')", "");
            if (operation is IArgumentOperation argument && CallerInfo.IsLeft(argument) && !CallerInfo.IsWritten(argument))
                yield return new(Rules.NotWoven, operation.Syntax.GetLocation(), $"An implicit call that leaves the caller information '{argument.Parameter!.Name}' to the compiler", "");
        }
    }

    /// <summary>Types that generated code, which stands in another file, cannot name.</summary>
    static HashSet<string> FileLocalTypes(SyntaxNode root) => [.. root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<BaseTypeDeclarationSyntax>().Where(static t => t.Modifiers.Any(SyntaxKind.FileKeyword)).Select(static t => t.Identifier.ValueText)];

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1);
}

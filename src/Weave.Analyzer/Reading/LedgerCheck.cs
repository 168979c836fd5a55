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
        foreach (var node in body.DescendantNodesAndSelf())
        {
            cancel.ThrowIfCancellationRequested();
            if (SyntaxLedger.Of(node.Kind()) == Verdict.Rejected)
                yield return new(Rules.NotWoven, node.GetLocation(), Capital(Words.Of(node.Kind())), "");
            else if (node is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 })
                yield return new(Rules.NotWoven, node.GetLocation(), "'await foreach' and 'await using'", "");
        }
        if (semantics.GetOperation(body, cancel) is not { } root)
            yield break;
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (OperationLedger.Of(operation.Kind) == Verdict.Rejected)
                yield return new(Rules.NotWoven, operation.Syntax.GetLocation(), $"code that does not compile ('{operation.Syntax}')", "");
            if (operation is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter } && IsCallerInfo(parameter))
                yield return new(Rules.NotWoven, operation.Syntax.GetLocation(), $"a call that leaves the caller information '{parameter.Name}' to the compiler", "");
        }
    }

    static bool IsCallerInfo(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(static a => a.AttributeClass is { Name: "CallerMemberNameAttribute" or "CallerLineNumberAttribute" or "CallerFilePathAttribute" });

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1);
}

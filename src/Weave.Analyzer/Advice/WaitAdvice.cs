using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;
using Weave.Analyzer.Reading;

namespace Weave.Analyzer.Advice;

/// <summary>0303: an await of a task that Weave does not own, unless another rule has spoken of it.</summary>
sealed class WaitAdvice(AdvisedFunction function) : IAdvice
{
    readonly List<IAwaitOperation> waits = [];

    public void Look(IOperation operation)
    {
        if (operation is IAwaitOperation { Syntax: AwaitExpressionSyntax } wait && !IsNested(wait))
            waits.Add(wait);
    }

    public void Conclude()
    {
        foreach (var wait in waits)
        {
            var awaited = ((AwaitExpressionSyntax)wait.Syntax).Expression;
            if (!function.IsReported(wait.Syntax) && !IsOurs(awaited) && !IsOver(wait.Operation))
                function.Report(Rules.ProcessBound, wait.Syntax, PinReport.Words(awaited));
        }
    }

    bool IsNested(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null && parent != function.Root; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }
        return false;
    }

    bool IsOurs(ExpressionSyntax awaited) =>
        CutFinder.AwaitedCall(awaited) is { } call
        && function.Context.SemanticModel.GetSymbolInfo(call, function.Context.CancellationToken).Symbol is IMethodSymbol method
        && (Callee.MarkOf(method) != CalleeKind.Plain || method.ContainingType.ToDisplayString() == KnownNames.Durable);

    /// <summary>True for a task that is complete when it is made, and for a mere yield.</summary>
    static bool IsOver(IOperation task) => Operations.MemberOf(Operations.Bare(task)) is { } member
        && member.Name is "CompletedTask" or "FromResult" or "Yield" or "FromException" or "FromCanceled"
        && ApiTable.FullName(member.ContainingType) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask";
}

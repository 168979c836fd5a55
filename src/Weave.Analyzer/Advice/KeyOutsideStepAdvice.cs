using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>0405: the idempotency key where there is no step.</summary>
sealed class KeyOutsideStepAdvice(AdvisedFunction function) : IAdvice
{
    public void Look(IOperation operation)
    {
        if (operation is IPropertyReferenceOperation { Property: { Name: "IdempotencyKey" } key } && key.ContainingType.ToDisplayString() == KnownNames.Durable)
            function.Report(Rules.KeyOutsideStep, operation.Syntax, function.Method.Name);
    }

    public void Conclude()
    {
    }
}

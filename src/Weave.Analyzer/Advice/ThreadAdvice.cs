using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>05xx: what belongs to a thread, blocks one, or starts another.</summary>
sealed class ThreadAdvice(AdvisedFunction function) : IAdvice
{
    public void Look(IOperation operation)
    {
        if (operation is IFieldReferenceOperation { Field: { IsStatic: true } field } && field.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "System.ThreadStaticAttribute"))
        {
            function.Report(Rules.ThreadBound, operation.Syntax, Operations.Display(field), function.Method.Name);
            return;
        }
        if (Operations.MemberOf(operation) is not { } member || ThreadApis.Table.Find(member) is not { } row || IsElsewhere(operation) || IsDone(operation))
            return;
        object[] arguments = row.Rule == Rules.Blocking ? [Operations.Display(member), function.Method.Name, row.Remark] : [Operations.Display(member), function.Method.Name];
        function.Report(row.Rule, operation.Syntax, arguments);
    }

    public void Conclude()
    {
    }

    /// <summary>True in a lambda that another thread runs: that it is given away has been said.</summary>
    static bool IsElsewhere(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IArgumentOperation { Parent: { } call } && Operations.MemberOf(call) is { } member && ThreadApis.Table.Find(member)?.Rule == Rules.OtherThread)
                return true;
        }
        return false;
    }

    /// <summary>True for the result of a task in a variable that has been awaited before, for example by WhenAll: nothing blocks.</summary>
    bool IsDone(IOperation operation)
    {
        if (operation is not IPropertyReferenceOperation { Property.Name: "Result", Instance: { } instance })
            return false;
        return Operations.Bare(instance) switch
        {
            ILocalReferenceOperation local => IsAwaitedBefore(local.Local.Name),
            IParameterReferenceOperation parameter => IsAwaitedBefore(parameter.Parameter.Name),
            _ => false,
        };

        bool IsAwaitedBefore(string name) => function.Root.Syntax.DescendantNodes().OfType<AwaitExpressionSyntax>()
            .Any(a => a.Span.End <= operation.Syntax.SpanStart && a.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name));
    }
}

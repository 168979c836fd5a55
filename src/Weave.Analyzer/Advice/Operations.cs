using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Analyzer.Advice;

/// <summary>Looks at operations.</summary>
static class Operations
{
    /// <summary>Everything that a body does, lambdas included, in the order of the source. What stands in a <c>nameof</c> does nothing.</summary>
    public static IEnumerable<IOperation> Under(IOperation root)
    {
        // A stack of its own: a sum of a thousand strings is a thousand deep.
        var left = new Stack<IOperation>();
        left.Push(root);
        while (left.Count > 0)
        {
            var operation = left.Pop();
            yield return operation;
            foreach (var child in operation.ChildOperations.Reverse().Where(static c => c is not INameOfOperation))
                left.Push(child);
        }
    }

    /// <summary>The method, property or constructor that an operation uses; null if it uses none.</summary>
    public static ISymbol? MemberOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IPropertyReferenceOperation property => property.Property,
        IObjectCreationOperation creation => creation.Constructor,
        IMethodReferenceOperation method => method.Method,
        _ => null,
    };

    /// <summary>What a message calls a member.</summary>
    public static string Display(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? $"new {member.ContainingType.Name}"
        : $"{member.ContainingType.Name}.{member.Name}";

    /// <summary>The operation without conversions and parentheses around it.</summary>
    public static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }
}

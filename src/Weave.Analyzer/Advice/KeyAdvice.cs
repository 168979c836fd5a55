using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>0404: a key that each attempt of a step makes anew. What becomes of the value is followed to the name it is given.</summary>
sealed class KeyAdvice(AdvisedFunction function) : IAdvice
{
    public void Look(IOperation operation)
    {
        if (Operations.MemberOf(operation) is not { } member || !IsFresh(member) || KeyFrom(operation) is not { } key)
            return;
        function.Report(Rules.ChangingKey, operation.Syntax, Operations.Display(member), function.Method.Name, key);
    }

    public void Conclude()
    {
    }

    /// <summary>True for what is another value at each attempt.</summary>
    static bool IsFresh(ISymbol member) =>
        EffectApis.Table.Find(member)?.Rule == Rules.Momentary || ApiTable.FullName(member.ContainingType) == "System.Random" && member.Name.StartsWith("Next", StringComparison.Ordinal);

    static string? KeyFrom(IOperation value)
    {
        while (value.Parent is { } parent)
        {
            switch (parent)
            {
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation variable }:
                    return Named(variable.Symbol.Name);
                case ISimpleAssignmentOperation assignment:
                    return assignment.Value == value ? NameOf(assignment.Target) : null;
                case IArgumentOperation argument when argument.Parent is IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } text:
                    value = text;
                    continue;
                case IArgumentOperation argument:
                    return Named(argument.Parameter?.Name) ?? Beside(argument);
                case IInvocationOperation call when call.Instance != value:
                    return null;
                case IPropertyReferenceOperation or IInvocationOperation or IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation
                    or IBinaryOperation or ICoalesceOperation or IConditionalAccessOperation:
                    value = parent;
                    continue;
                default:
                    return null;
            }
        }
        return null;
    }

    static string? Named(string? name) => name is not null && KeyNames.IsKey(name) ? name : null;

    /// <summary>A name in a string beside the value: <c>headers.Add("Idempotency-Key", value)</c>.</summary>
    static string? Beside(IArgumentOperation argument) => argument.Parent?.ChildOperations.OfType<IArgumentOperation>()
        .Select(static a => a.Value.ConstantValue is { HasValue: true, Value: string text } ? Named(text) : null).FirstOrDefault(static name => name is not null);

    static string? NameOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => Named(local.Local.Name),
        IFieldReferenceOperation field => Named(field.Field.Name),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Select(Beside).FirstOrDefault(static name => name is not null),
        IPropertyReferenceOperation property => Named(property.Property.Name),
        _ => null,
    };
}

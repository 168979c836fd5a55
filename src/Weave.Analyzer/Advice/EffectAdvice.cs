using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>04xx: effects, and answers of the moment, outside a step.</summary>
sealed class EffectAdvice(AdvisedFunction function) : IAdvice
{
    readonly IReadOnlyList<string> more = function.Setting("weave_effects");
    readonly IReadOnlyList<string> fewer = function.Setting("weave_no_effects");

    public void Look(IOperation operation)
    {
        if (operation is IObjectCreationOperation { Constructor: { Parameters.Length: 0, ContainingType: var type } } && ApiTable.FullName(type) == "System.Random")
        {
            function.Report(Rules.UnseededRandom, operation.Syntax, function.Method.Name);
            return;
        }
        if (Operations.MemberOf(operation) is not { } member || RuleOf(member) is not { } rule)
            return;
        function.Report(rule, operation.Syntax, Operations.Display(member), function.Method.Name);
    }

    public void Conclude()
    {
    }

    DiagnosticDescriptor? RuleOf(ISymbol member)
    {
        if (IsListed(member, more))
            return Rules.EffectOutsideStep;
        return EffectApis.Table.Find(member) is { } row && !IsListed(member, fewer) ? row.Rule : null;
    }

    /// <summary>True for a member, or for any member of a type, whose full name is listed.</summary>
    static bool IsListed(ISymbol member, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            return false;
        for (var type = member.ContainingType; type is not null; type = type.BaseType)
        {
            var name = ApiTable.FullName(type);
            if (names.Contains(name) || names.Contains($"{name}.{member.Name}"))
                return true;
        }
        return member.ContainingType.AllInterfaces.Select(ApiTable.FullName).Any(name => names.Contains(name) || names.Contains($"{name}.{member.Name}"));
    }
}

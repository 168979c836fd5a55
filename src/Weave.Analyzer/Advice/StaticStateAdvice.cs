using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Diagnostics;

namespace Weave.Analyzer.Advice;

/// <summary>0206: static state that can change. Once a function and field, at its first write if it has one: that a table is only looked up is no news.</summary>
sealed class StaticStateAdvice(AdvisedFunction function) : IAdvice
{
    readonly Dictionary<ISymbol, (SyntaxNode Place, string Verb)> found = new(SymbolEqualityComparer.Default);

    public void Look(IOperation operation)
    {
        foreach (var root in Change.RootsOf(operation))
        {
            if (StaticOf(root) is { } changed)
                Note(changed, operation.Syntax, "changes");
        }
        if (StaticOf(operation) is { } member && CanBeAssigned(member) && !ForThreads(member))
            Note(member, operation.Syntax, IsWritten(operation) ? "writes" : "reads");
    }

    public void Conclude()
    {
        foreach (var pair in found)
            function.Report(Rules.StaticState, pair.Value.Place, function.Method.Name, pair.Value.Verb, Operations.Display(pair.Key));
    }

    void Note(ISymbol member, SyntaxNode place, string verb)
    {
        if (!found.TryGetValue(member, out var before) || (before.Verb == "reads" && verb != "reads"))
            found[member] = (place, verb);
    }

    static ISymbol? StaticOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } => field,
        IPropertyReferenceOperation { Property: { IsStatic: true } property } when IsAuto(property) => property,
        IEventReferenceOperation { Event: { IsStatic: true } happening } => happening,
        _ => null,
    };

    static bool CanBeAssigned(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly,
        IPropertySymbol property => property.SetMethod is not null,
        _ => true,
    };

    /// <summary>A thread's own copy has a rule of its own.</summary>
    static bool ForThreads(ISymbol member) => member.GetAttributes().Any(static a => a.AttributeClass?.ToDisplayString() == "System.ThreadStaticAttribute");

    static bool IsAuto(IPropertySymbol property) => !property.DeclaringSyntaxReferences.IsEmpty
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    static bool IsWritten(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation,
        IIncrementOrDecrementOperation or IEventAssignmentOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation assignment } tuple => assignment.Target == tuple,
        _ => false,
    };
}

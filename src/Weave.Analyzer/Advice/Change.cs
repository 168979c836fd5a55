using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Analyzer.Advice;

/// <summary>Finds what an operation changes in place: a member or element of an object, not a variable.</summary>
static class Change
{
    /// <summary>The variable, static field or <c>this</c> whose object is changed, or whose object leads to it; null if the operation changes nothing that others could see.</summary>
    public static IEnumerable<IOperation> RootsOf(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: ITupleOperation targets } => targets.Elements.Select(OwnerOf).OfType<IOperation>(),
        IAssignmentOperation assignment => One(OwnerOf(assignment.Target)),
        IIncrementOrDecrementOperation step => One(OwnerOf(step.Target)),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => One(OwnerOf(argument.Value)),
        IInvocationOperation call when MutatorApis.ChangedBy(call) is { } changed => One(RootOf(changed, seen: false)),
        _ => [],
    };

    static IEnumerable<IOperation> One(IOperation? root) => root is null ? [] : [root];

    static IOperation? OwnerOf(IOperation target) => Operations.Bare(target) switch
    {
        IFieldReferenceOperation { Instance: { } owner } => RootOf(owner, seen: false),
        IPropertyReferenceOperation { Instance: { } owner } => RootOf(owner, seen: false),
        IArrayElementReferenceOperation element => RootOf(element.ArrayReference, seen: false),
        _ => null,
    };

    /// <param name="owner">What is changed, or leads to it.</param>
    /// <param name="seen">True once a reference has been followed: a struct that is changed in a variable is the variable's own.</param>
    static IOperation? RootOf(IOperation owner, bool seen)
    {
        owner = Operations.Bare(owner);
        seen |= owner.Type is { IsReferenceType: true };
        return owner switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => seen ? owner : null,
            IFieldReferenceOperation { Field.IsStatic: true } or IPropertyReferenceOperation { Property.IsStatic: true } => owner,
            IFieldReferenceOperation { Instance: { } outer } => RootOf(outer, seen),
            IPropertyReferenceOperation { Instance: { } outer } => RootOf(outer, seen),
            IArrayElementReferenceOperation element => RootOf(element.ArrayReference, seen),
            _ => null,
        };
    }
}

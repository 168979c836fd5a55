using Microsoft.CodeAnalysis;

namespace Weave.Analyzer.Ledger;

/// <summary>The verdict on every kind of operation. A second net under <see cref="SyntaxLedger"/>: syntax says how code looks, operations what the compiler made of it.</summary>
public static class OperationLedger
{
    /// <summary>The verdict; <see cref="Verdict.Rejected"/> for a kind that this build does not know.</summary>
    public static Verdict Of(OperationKind kind)
    {
        if (refused.Contains(kind))
            return Verdict.Rejected;
        if (lowered.Contains(kind))
            return Verdict.Lowered;
        return known.Contains(kind) ? Verdict.Verbatim : Verdict.Rejected;
    }

    /// <summary>Code that does not compile, or that only a newer compiler makes.</summary>
    static readonly HashSet<OperationKind> refused = [OperationKind.Invalid];

    static readonly HashSet<OperationKind> lowered =
    [
        OperationKind.Block, OperationKind.VariableDeclarationGroup, OperationKind.VariableDeclaration, OperationKind.VariableDeclarator, OperationKind.VariableInitializer,
        OperationKind.ExpressionStatement, OperationKind.Empty, OperationKind.Conditional, OperationKind.Loop, OperationKind.Return, OperationKind.Branch, OperationKind.Throw,
        OperationKind.Try, OperationKind.CatchClause, OperationKind.Using, OperationKind.UsingDeclaration, OperationKind.Await, OperationKind.Invocation, OperationKind.Argument, OperationKind.ObjectCreation, OperationKind.Parenthesized,
        OperationKind.ArrayElementReference, OperationKind.PropertyReference, OperationKind.FieldReference, OperationKind.Conversion, OperationKind.Tuple,
        OperationKind.ArrayCreation, OperationKind.ArrayInitializer, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.Binary,
        OperationKind.Unary, OperationKind.Increment, OperationKind.Decrement, OperationKind.IsPattern, OperationKind.IsType, OperationKind.DeconstructionAssignment,
        OperationKind.Switch, OperationKind.SwitchCase, OperationKind.CaseClause, OperationKind.SwitchExpression, OperationKind.SwitchExpressionArm, OperationKind.Labeled,
        OperationKind.Coalesce, OperationKind.CoalesceAssignment, OperationKind.ConditionalAccess, OperationKind.ConditionalAccessInstance,
        OperationKind.ObjectOrCollectionInitializer, OperationKind.MemberInitializer, OperationKind.AnonymousObjectCreation, OperationKind.With,
        OperationKind.CollectionExpression, OperationKind.Spread, OperationKind.Range, OperationKind.InterpolatedString, OperationKind.Interpolation,
        OperationKind.InterpolatedStringText, OperationKind.EventAssignment, OperationKind.ImplicitIndexerReference, OperationKind.TupleBinaryOperator,
        OperationKind.TranslatedQuery,
    ];

    /// <summary>The other kinds of Roslyn 4.14, the version this build is made against, by name: asking the enum would count in those of the compiler it runs in.</summary>
    static readonly HashSet<OperationKind> known =
    [
        // What C# has no operation for: pointers, fixed, stackalloc.
        OperationKind.None,
        OperationKind.YieldBreak, OperationKind.Lock, OperationKind.Using, OperationKind.YieldReturn, OperationKind.LocalFunction, OperationKind.Stop, OperationKind.End,
        OperationKind.RaiseEvent, OperationKind.Literal, OperationKind.LocalReference, OperationKind.ParameterReference, OperationKind.MethodReference,
        OperationKind.EventReference, OperationKind.AnonymousFunction, OperationKind.TypeParameterObjectCreation, OperationKind.InstanceReference,
        OperationKind.NameOf, OperationKind.DynamicObjectCreation, OperationKind.DynamicMemberReference, OperationKind.DynamicInvocation,
        OperationKind.DynamicIndexerAccess, OperationKind.DelegateCreation, OperationKind.DefaultValue, OperationKind.TypeOf,
        OperationKind.SizeOf, OperationKind.AddressOf, OperationKind.DeclarationExpression, OperationKind.OmittedArgument, OperationKind.FieldInitializer,
        OperationKind.PropertyInitializer, OperationKind.ParameterInitializer, OperationKind.CatchClause,
        OperationKind.ConstantPattern, OperationKind.DeclarationPattern,
        OperationKind.MethodBodyOperation, OperationKind.ConstructorBodyOperation, OperationKind.Discard, OperationKind.FlowCapture, OperationKind.FlowCaptureReference,
        OperationKind.IsNull, OperationKind.CaughtException, OperationKind.StaticLocalInitializationSemaphore, OperationKind.FlowAnonymousFunction,
        OperationKind.ReDim, OperationKind.ReDimClause, OperationKind.RecursivePattern,
        OperationKind.DiscardPattern, OperationKind.PropertySubpattern, OperationKind.UsingDeclaration, OperationKind.NegatedPattern, OperationKind.BinaryPattern,
        OperationKind.TypePattern, OperationKind.RelationalPattern, OperationKind.InterpolatedStringHandlerCreation,
        OperationKind.InterpolatedStringAddition, OperationKind.InterpolatedStringAppendLiteral, OperationKind.InterpolatedStringAppendFormatted,
        OperationKind.InterpolatedStringAppendInvalid, OperationKind.InterpolatedStringHandlerArgumentPlaceholder, OperationKind.FunctionPointerInvocation,
        OperationKind.ListPattern, OperationKind.SlicePattern, OperationKind.Utf8String, OperationKind.Attribute,
        OperationKind.InlineArrayAccess,
        // A newer compiler's CollectionExpressionElementsPlaceholder: the elements as its builder method gets them. It stands for no code of its own.
        (OperationKind)0x81,
    ];
}

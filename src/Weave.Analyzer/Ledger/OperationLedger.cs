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
        OperationKind.Try, OperationKind.Await, OperationKind.Invocation, OperationKind.Argument, OperationKind.ObjectCreation, OperationKind.Parenthesized,
        OperationKind.ArrayElementReference, OperationKind.PropertyReference, OperationKind.FieldReference, OperationKind.Conversion, OperationKind.Tuple,
        OperationKind.ArrayCreation, OperationKind.ArrayInitializer, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.Binary,
        OperationKind.Unary, OperationKind.Increment, OperationKind.Decrement, OperationKind.IsPattern, OperationKind.IsType, OperationKind.DeconstructionAssignment,
        OperationKind.Switch, OperationKind.SwitchCase, OperationKind.CaseClause, OperationKind.SwitchExpression, OperationKind.SwitchExpressionArm, OperationKind.Labeled,
    ];

    /// <summary>Every kind of Roslyn 4.14, the version this build is made against.</summary>
    static readonly HashSet<OperationKind> known = [.. Enum.GetValues(typeof(OperationKind)).Cast<OperationKind>()];
}

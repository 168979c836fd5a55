using Microsoft.CodeAnalysis.CSharp;

namespace Weave.Analyzer.Ledger;

/// <summary>
/// The verdict on every kind of syntax that can stand in a method body. What has no row is refused: a construct of a newer C# is never copied on
/// the guess that it means what it looks like.
/// </summary>
public static class SyntaxLedger
{
    /// <summary>The verdict; <see cref="Verdict.Rejected"/> for a kind without a row.</summary>
    public static Verdict Of(SyntaxKind kind) => rows.TryGetValue(kind, out var verdict) ? verdict : Verdict.Rejected;

    /// <summary>All rows.</summary>
    public static IReadOnlyDictionary<SyntaxKind, Verdict> Rows => rows;

    static Dictionary<SyntaxKind, Verdict> Build()
    {
        var table = new Dictionary<SyntaxKind, Verdict>();
        foreach (var kind in lowered)
            table.Add(kind, Verdict.Lowered);
        foreach (var kind in verbatim)
            table.Add(kind, Verdict.Verbatim);
        foreach (var kind in rejected)
            table.Add(kind, Verdict.Rejected);
        return table;
    }

    static readonly SyntaxKind[] lowered =
    [
        SyntaxKind.Block, SyntaxKind.LocalDeclarationStatement, SyntaxKind.VariableDeclaration, SyntaxKind.VariableDeclarator, SyntaxKind.EqualsValueClause,
        SyntaxKind.ExpressionStatement, SyntaxKind.EmptyStatement, SyntaxKind.IfStatement, SyntaxKind.ElseClause, SyntaxKind.WhileStatement, SyntaxKind.DoStatement,
        SyntaxKind.ForStatement, SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement, SyntaxKind.ReturnStatement, SyntaxKind.BreakStatement, SyntaxKind.ContinueStatement,
        SyntaxKind.ThrowStatement, SyntaxKind.TryStatement, SyntaxKind.CatchClause, SyntaxKind.FinallyClause, SyntaxKind.UsingStatement,
        SyntaxKind.CheckedStatement, SyntaxKind.UncheckedStatement, SyntaxKind.RefType, SyntaxKind.ScopedType, SyntaxKind.RefExpression, SyntaxKind.ArrowExpressionClause,
        SyntaxKind.AwaitExpression, SyntaxKind.InvocationExpression, SyntaxKind.ArgumentList, SyntaxKind.Argument, SyntaxKind.BracketedArgumentList,
        SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression, SyntaxKind.ParenthesizedExpression, SyntaxKind.ConditionalExpression,
        SyntaxKind.ElementAccessExpression, SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.CastExpression, SyntaxKind.TupleExpression,
        SyntaxKind.ArrayCreationExpression, SyntaxKind.ImplicitArrayCreationExpression, SyntaxKind.ArrayInitializerExpression,
        SyntaxKind.SimpleAssignmentExpression, SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression, SyntaxKind.MultiplyAssignmentExpression,
        SyntaxKind.DivideAssignmentExpression, SyntaxKind.ModuloAssignmentExpression, SyntaxKind.AndAssignmentExpression, SyntaxKind.ExclusiveOrAssignmentExpression,
        SyntaxKind.OrAssignmentExpression, SyntaxKind.LeftShiftAssignmentExpression, SyntaxKind.RightShiftAssignmentExpression,
        SyntaxKind.UnsignedRightShiftAssignmentExpression,
        SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression, SyntaxKind.ModuloExpression,
        SyntaxKind.LeftShiftExpression, SyntaxKind.RightShiftExpression, SyntaxKind.UnsignedRightShiftExpression, SyntaxKind.LogicalOrExpression,
        SyntaxKind.LogicalAndExpression, SyntaxKind.BitwiseOrExpression, SyntaxKind.BitwiseAndExpression, SyntaxKind.ExclusiveOrExpression,
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression, SyntaxKind.IsExpression, SyntaxKind.AsExpression,
        SyntaxKind.UnaryPlusExpression, SyntaxKind.UnaryMinusExpression, SyntaxKind.BitwiseNotExpression, SyntaxKind.LogicalNotExpression,
        SyntaxKind.PreIncrementExpression, SyntaxKind.PreDecrementExpression, SyntaxKind.PostIncrementExpression, SyntaxKind.PostDecrementExpression,
        SyntaxKind.SuppressNullableWarningExpression, SyntaxKind.IsPatternExpression,
        SyntaxKind.SwitchStatement, SyntaxKind.SwitchSection, SyntaxKind.CaseSwitchLabel, SyntaxKind.CasePatternSwitchLabel, SyntaxKind.DefaultSwitchLabel,
        SyntaxKind.SwitchExpression, SyntaxKind.SwitchExpressionArm, SyntaxKind.WhenClause,
        SyntaxKind.GotoStatement, SyntaxKind.GotoCaseStatement, SyntaxKind.GotoDefaultStatement, SyntaxKind.LabeledStatement,
        SyntaxKind.CheckedExpression, SyntaxKind.UncheckedExpression, SyntaxKind.ThrowExpression, SyntaxKind.CoalesceExpression,
        SyntaxKind.CoalesceAssignmentExpression, SyntaxKind.ConditionalAccessExpression, SyntaxKind.MemberBindingExpression, SyntaxKind.ElementBindingExpression,
        SyntaxKind.ImplicitElementAccess, SyntaxKind.ObjectInitializerExpression, SyntaxKind.CollectionInitializerExpression,
        SyntaxKind.ComplexElementInitializerExpression, SyntaxKind.WithExpression, SyntaxKind.WithInitializerExpression,
        SyntaxKind.AnonymousObjectCreationExpression, SyntaxKind.AnonymousObjectMemberDeclarator, SyntaxKind.CollectionExpression, SyntaxKind.ExpressionElement,
        SyntaxKind.SpreadElement, SyntaxKind.RangeExpression, SyntaxKind.IndexExpression, SyntaxKind.StackAllocArrayCreationExpression,
        SyntaxKind.ImplicitStackAllocArrayCreationExpression, SyntaxKind.InterpolatedStringExpression, SyntaxKind.InterpolatedStringText, SyntaxKind.Interpolation,
        SyntaxKind.InterpolationAlignmentClause, SyntaxKind.InterpolationFormatClause, SyntaxKind.QueryExpression, SyntaxKind.FromClause,
        SyntaxKind.DeclarationExpression, SyntaxKind.NameColon, SyntaxKind.NameEquals,
    ];

    static readonly SyntaxKind[] verbatim =
    [
        SyntaxKind.CatchDeclaration, SyntaxKind.CatchFilterClause,
        SyntaxKind.LockStatement, SyntaxKind.FixedStatement, SyntaxKind.UnsafeStatement, SyntaxKind.LocalFunctionStatement,
        SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.AnonymousMethodExpression, SyntaxKind.ParameterList, SyntaxKind.Parameter,
        SyntaxKind.YieldReturnStatement, SyntaxKind.YieldBreakStatement, SyntaxKind.TypeParameterList, SyntaxKind.TypeParameter, SyntaxKind.TypeParameterConstraintClause,
        SyntaxKind.AllowsConstraintClause, SyntaxKind.RefStructConstraint, SyntaxKind.ClassConstraint, SyntaxKind.StructConstraint, SyntaxKind.TypeConstraint, SyntaxKind.ConstructorConstraint, SyntaxKind.DefaultConstraint,
        SyntaxKind.AttributeList, SyntaxKind.AttributeTargetSpecifier, SyntaxKind.Attribute, SyntaxKind.AttributeArgumentList, SyntaxKind.AttributeArgument,
        SyntaxKind.IdentifierName, SyntaxKind.GenericName, SyntaxKind.TypeArgumentList, SyntaxKind.QualifiedName, SyntaxKind.AliasQualifiedName, SyntaxKind.PredefinedType,
        SyntaxKind.ArrayType, SyntaxKind.ArrayRankSpecifier, SyntaxKind.OmittedArraySizeExpression, SyntaxKind.PointerType, SyntaxKind.NullableType, SyntaxKind.TupleType,
        SyntaxKind.TupleElement, SyntaxKind.OmittedTypeArgument,
        SyntaxKind.NumericLiteralExpression, SyntaxKind.StringLiteralExpression, SyntaxKind.Utf8StringLiteralExpression, SyntaxKind.CharacterLiteralExpression,
        SyntaxKind.TrueLiteralExpression, SyntaxKind.FalseLiteralExpression, SyntaxKind.NullLiteralExpression, SyntaxKind.DefaultLiteralExpression,
        SyntaxKind.ThisExpression, SyntaxKind.BaseExpression, SyntaxKind.TypeOfExpression, SyntaxKind.SizeOfExpression, SyntaxKind.DefaultExpression,
        SyntaxKind.PointerIndirectionExpression, SyntaxKind.PointerMemberAccessExpression, SyntaxKind.AddressOfExpression,
        SyntaxKind.ConstantPattern, SyntaxKind.DeclarationPattern, SyntaxKind.VarPattern, SyntaxKind.DiscardPattern, SyntaxKind.RecursivePattern,
        SyntaxKind.PositionalPatternClause, SyntaxKind.PropertyPatternClause, SyntaxKind.Subpattern, SyntaxKind.RelationalPattern, SyntaxKind.TypePattern,
        SyntaxKind.OrPattern, SyntaxKind.AndPattern, SyntaxKind.NotPattern, SyntaxKind.ParenthesizedPattern, SyntaxKind.ListPattern, SyntaxKind.SlicePattern,
        SyntaxKind.SingleVariableDesignation, SyntaxKind.DiscardDesignation, SyntaxKind.ParenthesizedVariableDesignation,
        SyntaxKind.ExpressionColon,
        SyntaxKind.QueryBody, SyntaxKind.LetClause, SyntaxKind.JoinClause, SyntaxKind.JoinIntoClause,
        SyntaxKind.WhereClause, SyntaxKind.OrderByClause, SyntaxKind.AscendingOrdering, SyntaxKind.DescendingOrdering, SyntaxKind.SelectClause,
        SyntaxKind.GroupClause, SyntaxKind.QueryContinuation,
    ];

    /// <summary>Known, and refused for now: their jumps or hidden references would leave the structure that is kept.</summary>
    static readonly SyntaxKind[] rejected =
    [
        SyntaxKind.MakeRefExpression, SyntaxKind.RefTypeExpression, SyntaxKind.RefValueExpression,
        SyntaxKind.ArgListExpression, SyntaxKind.GlobalStatement, SyntaxKind.FieldExpression,
        SyntaxKind.FunctionPointerType, SyntaxKind.FunctionPointerParameter, SyntaxKind.FunctionPointerParameterList, SyntaxKind.FunctionPointerCallingConvention,
        SyntaxKind.FunctionPointerUnmanagedCallingConvention, SyntaxKind.FunctionPointerUnmanagedCallingConventionList,
        // Kinds of newer compilers, by number: this build knows no name for them.
        (SyntaxKind)8769, // UnsafeExpression
        (SyntaxKind)9081, // WithElement, of collection expressions
    ];

    /// <summary>Stands last: the arrays above have to be there first.</summary>
    static readonly Dictionary<SyntaxKind, Verdict> rows = Build();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Takes cuts out of expressions: whatever C# evaluates before a cut is evaluated into a temporary first, left to right, and what is left has no cut.
/// This part says which expression is taken apart how; operands, places, calls, choices and so on have parts of their own.
/// </summary>
sealed partial class BodyReader
{
    Code LowerCode(ExpressionSyntax expression, List<Node> nodes) => CodeOf(Lower(expression, nodes), expression);

    /// <summary>The code of what is left of <paramref name="source"/>.</summary>
    Code CodeOf(ExpressionSyntax rest, ExpressionSyntax source)
    {
        var value = InContext(rest);
        return ReferenceEquals(value, source) ? MakeCode(source) : MakeCode(value, source);
    }

    /// <summary>Adds to <paramref name="nodes"/> what has to happen before, and returns what is left of the expression.</summary>
    ExpressionSyntax Lower(ExpressionSyntax expression, List<Node> nodes)
    {
        if (!cuts.Holds(expression))
            return Compose(expression);
        if (cuts.At(expression) is { } site)
            return CallIntoTemporary(site, nodes);
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Rebuild(inner, [inner.Expression], nodes);
            case CheckedExpressionSyntax check:
                return LowerChecked(check, nodes);
            case PrefixUnaryExpressionSyntax unary:
                return Rebuild(unary, [unary.Operand], nodes);
            case PostfixUnaryExpressionSyntax unary:
                return Rebuild(unary, [unary.Operand], nodes);
            case CastExpressionSyntax cast:
                return Rebuild(cast, [cast.Expression], nodes);
            case IsPatternExpressionSyntax test:
                return Rebuild(test, [test.Expression], nodes);
            case MemberAccessExpressionSyntax member:
                return Rebuild(member, [member.Expression], nodes);
            case SwitchExpressionSyntax choice when !choice.Arms.Any(cuts.Holds):
                return Rebuild(choice, [choice.GoverningExpression], nodes);
            case SwitchExpressionSyntax choice:
                return LowerSwitch(choice, nodes);
            case ConditionalAccessExpressionSyntax access:
                return cuts.Holds(access.WhenNotNull) ? LowerAccess(access, nodes, used: true) : Rebuild(access, [access.Expression], nodes);
            case BinaryExpressionSyntax binary:
                return LowerBinary(binary, nodes);
            case ConditionalExpressionSyntax choice:
                return LowerConditional(choice, nodes);
            case AssignmentExpressionSyntax assignment:
                return LowerAssignment(assignment, nodes);
            case InvocationExpressionSyntax invocation:
                return Rebuild(invocation, [.. Target(invocation), .. Arguments(invocation.ArgumentList)], nodes);
            case BaseObjectCreationExpressionSyntax creation:
                return LowerCreation(creation, nodes);
            case WithExpressionSyntax copy:
                return LowerWith(copy, nodes);
            case AnonymousObjectCreationExpressionSyntax creation:
                return LowerAnonymous(creation, nodes);
            case ElementAccessExpressionSyntax element:
                return Rebuild(element, [element.Expression, .. Arguments(element.ArgumentList)], nodes);
            case ElementBindingExpressionSyntax element:
                return Rebuild(element, Arguments(element.ArgumentList), nodes);
            case RangeExpressionSyntax range:
                return Rebuild(range, [.. new[] { range.LeftOperand, range.RightOperand }.OfType<ExpressionSyntax>()], nodes);
            case TupleExpressionSyntax tuple:
                return LowerTuple(tuple, nodes);
            case InterpolatedStringExpressionSyntax text:
                return LowerInterpolation(text, nodes);
            case ArrayCreationExpressionSyntax { Initializer: null } array:
                return Rebuild(array, [.. array.Type.RankSpecifiers.SelectMany(static r => r.Sizes)], nodes);
            case StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax type } array:
                return Rebuild(array, [.. type.RankSpecifiers.SelectMany(static r => r.Sizes)], nodes);
            case ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax:
                return Rebuild(expression, Elements(expression.ChildNodes().OfType<InitializerExpressionSyntax>().First()), nodes);
            case CollectionExpressionSyntax collection:
                return LowerCollection(collection, nodes);
            case QueryExpressionSyntax query:
                // The rest of a query is lambdas: calls in them are plain.
                return Rebuild(query, [query.FromClause.Expression], nodes);
            default:
                throw NotWoven(expression, Ledger.Words.Of(expression.Kind()));
        }
    }

    /// <summary>Evaluates an expression whose value nobody wants.</summary>
    void LowerEffect(ExpressionSyntax expression, List<Node> nodes)
    {
        if (RootSite(expression) is { } site)
        {
            var (call, type, cut) = MakeCall(site, nodes);
            nodes.Add(new CallNode(cut, null, call, type));
            return;
        }
        var rest = expression switch
        {
            ConditionalAccessExpressionSyntax access when cuts.Holds(access.WhenNotNull) => LowerAccess(access, nodes, used: false),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment when cuts.Holds(assignment.Right) =>
                LowerCoalesceAssignment(assignment, nodes, used: false),
            _ => Lower(expression, nodes),
        };
        // What is left of a choice or of a new object is the temporary that nobody wants.
        if (rest is not IdentifierNameSyntax)
            nodes.Add(new SliceNode(MakeStatement(Text(rest) + ";", expression)));
    }

    /// <summary>Overflow context of the checked or unchecked expression around; null outside any.</summary>
    SyntaxKind? overflow;

    /// <summary>What is moved out of <c>checked(...)</c> takes its context along.</summary>
    ExpressionSyntax LowerChecked(CheckedExpressionSyntax check, List<Node> nodes)
    {
        var outer = overflow;
        overflow = check.Kind();
        try
        {
            return check.WithExpression(Lower(check.Expression, nodes));
        }
        finally
        {
            overflow = outer;
        }
    }

    ExpressionSyntax InContext(ExpressionSyntax value)
    {
        var computes = value.DescendantNodesAndSelf().Any(static n =>
            n is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or AssignmentExpressionSyntax);
        return overflow is null || !computes || value is CheckedExpressionSyntax
            ? value
            : SyntaxFactory.CheckedExpression(overflow.Value, value.WithoutTrivia());
    }

    static string Text(SyntaxNode node) => node.WithoutTrivia().ToFullString();

    static IdentifierNameSyntax Identifier(string name) => SyntaxFactory.IdentifierName(name);

    static string Parenthesized(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax
            or ElementAccessExpressionSyntax or CheckedExpressionSyntax
            ? Text(expression)
            : $"({Text(expression)})";

    ITypeSymbol? TypeOf(ExpressionSyntax expression)
    {
        var info = semantics.GetTypeInfo(expression, cancel);
        return info.Type ?? info.ConvertedType;
    }

    ISymbol? SymbolOf(SyntaxNode node) => semantics.GetSymbolInfo(node, cancel).Symbol;
}

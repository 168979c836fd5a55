using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Reading;

/// <summary>
/// Recognises counted loops with cheap bodies: one counter that only the loop steps, a bound that the loop does not change. Such a loop needs
/// no poll each time round; it is run in strips, and a strip of a cheap body is over in well under a millisecond.
/// </summary>
static class StripFinder
{
    /// <summary>Nodes of syntax in a body that count as cheap: a strip of 1024 such iterations takes some 100 us.</summary>
    const int CheapNodes = 120;

    public static Strip? Of(ForStatementSyntax loop, SemanticModel semantics)
    {
        if (loop.Condition is not BinaryExpressionSyntax { Left: IdentifierNameSyntax counter, Right: var bound } test || loop.Incrementors.Count != 1)
            return null;
        var name = counter.Identifier.ValueText;
        if (semantics.GetSymbolInfo(counter).Symbol is not ILocalSymbol { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } local)
            return null;
        var (direction, step) = Increment(loop.Incrementors[0], name);
        var op = test.OperatorToken.Text;
        var up = op is "<" or "<=" && direction > 0;
        var down = op is ">" or ">=" && direction < 0;
        if (!up && !down)
            return null;
        var written = new HashSet<string>(Writes.Direct(loop.Statement));
        if (loop.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } method)
            written.UnionWith(NestedFunctions.Of(method).Written);
        if (written.Contains(name) || !IsInvariant(bound, written, semantics) || (step is not null && !IsInvariant(step, written, semantics)))
            return null;
        // With <= a bound that is the counter's own maximum would never be passed; a narrower one, or a length, cannot be that.
        if (op is "<=" or ">=" && !(local.Type.SpecialType == SpecialType.System_Int64 && semantics.GetTypeInfo(bound).Type?.SpecialType == SpecialType.System_Int32))
            return null;
        if (step is not null && !(up && local.Type.SpecialType == SpecialType.System_Int64 && op == "<="))
            return null;
        var boundType = semantics.GetTypeInfo(bound).Type?.SpecialType;
        if (boundType != SpecialType.System_Int32 && !(boundType == SpecialType.System_Int64 && local.Type.SpecialType == SpecialType.System_Int64))
            return null;
        if (!IsCheap(loop.Statement, semantics))
            return null;
        return new(counter.Identifier.Text, bound.WithoutTrivia().ToString(), op, step?.WithoutTrivia().ToString());
    }

    /// <summary>The array of a counted loop that is a foreach in disguise: up from a constant to the array's length, and the counter used only as <c>array[counter]</c>.</summary>
    public static (string Array, IReadOnlyList<ElementAccessExpressionSyntax> Elements)? Disguised(ForStatementSyntax loop, Strip strip, SemanticModel semantics)
    {
        if (strip is not { Operator: "<", Step: null } || ((BinaryExpressionSyntax)loop.Condition!).Right is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax array })
            return null;
        if (semantics.GetTypeInfo(array).Type is not IArrayTypeSymbol { ElementType.IsValueType: true }
            || loop.Declaration is not { Variables: { Count: 1 } variables }
            || semantics.GetConstantValue(variables[0].Initializer!.Value) is not { HasValue: true, Value: int and >= 0 })
        {
            return null;
        }
        var elements = new List<ElementAccessExpressionSyntax>();
        foreach (var use in loop.Statement.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == strip.Counter))
        {
            if (use.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: BracketedArgumentListSyntax { Arguments.Count: 1, Parent: ElementAccessExpressionSyntax element } }
                || element.Expression is not IdentifierNameSyntax of || of.Identifier.ValueText != array.Identifier.ValueText)
            {
                return null;
            }
            elements.Add(element);
        }
        return elements.Count == 0 ? null : (array.Identifier.Text, elements);
    }

    /// <summary>True if 1024 runs of the body are soon over: no loops, no calls but of intrinsics and of one-line methods of the source.</summary>
    public static bool IsCheap(SyntaxNode body, SemanticModel semantics) => Cost(body, semantics, depth: 0) <= CheapNodes;

    static int Cost(SyntaxNode body, SemanticModel semantics, int depth)
    {
        var cost = 0;
        foreach (var node in body.DescendantNodesAndSelf())
        {
            cost++;
            switch (node)
            {
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax
                    or LocalFunctionStatementSyntax or BreakStatementSyntax or GotoStatementSyntax or TryStatementSyntax or UsingStatementSyntax or LockStatementSyntax
                    or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or SwitchStatementSyntax or QueryExpressionSyntax or AwaitExpressionSyntax:
                    return int.MaxValue;
                case InvocationExpressionSyntax invocation:
                    var inner = CallCost(invocation, semantics, depth);
                    if (inner == int.MaxValue)
                        return inner;
                    cost += inner;
                    break;
                default:
                    break;
            }
        }
        return cost;
    }

    static int CallCost(InvocationExpressionSyntax invocation, SemanticModel semantics, int depth)
    {
        if (semantics.GetSymbolInfo(invocation).Symbol is not IMethodSymbol method)
            return int.MaxValue;
        // Only what the JIT makes into instructions: values that are live across a real call would push the strip's own out of registers.
        if (method.ContainingType.ToDisplayString() is "System.Math" or "System.MathF" or "System.Numerics.BitOperations")
            return 2;
        if (depth > 1 || method.DeclaringSyntaxReferences.Length != 1 || method.IsVirtual || method.IsOverride || method.IsAbstract)
            return int.MaxValue;
        return method.DeclaringSyntaxReferences[0].GetSyntax() is MethodDeclarationSyntax { ExpressionBody: { } body } && body.SyntaxTree == invocation.SyntaxTree
            ? Cost(body.Expression, semantics, depth + 1)
            : int.MaxValue;
    }

    /// <summary>The direction of an incrementor of <paramref name="name"/> (0 for anything else), and its step when that is not one.</summary>
    static (int Direction, ExpressionSyntax? Step) Increment(ExpressionSyntax incrementor, string name) => incrementor switch
    {
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } post when operand.Identifier.ValueText == name => (post.IsKind(SyntaxKind.PostIncrementExpression) ? 1 : -1, null),
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } pre when operand.Identifier.ValueText == name => (pre.IsKind(SyntaxKind.PreIncrementExpression) ? 1 : -1, null),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax target } add when target.Identifier.ValueText == name => (1, add.Right),
        _ => (0, null),
    };

    static bool IsInvariant(ExpressionSyntax expression, HashSet<string> written, SemanticModel semantics)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax:
                return true;
            case IdentifierNameSyntax name:
                return semantics.GetConstantValue(name).HasValue
                    || (semantics.GetSymbolInfo(name).Symbol is ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } } && !written.Contains(name.Identifier.ValueText));
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" } member:
                var type = semantics.GetTypeInfo(member.Expression).Type;
                return type is IArrayTypeSymbol { Rank: 1 } or { SpecialType: SpecialType.System_String } && IsInvariant(member.Expression, written, semantics);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return IsInvariant(sum.Left, written, semantics) && IsInvariant(sum.Right, written, semantics);
            default:
                return false;
        }
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Weave.Analyzer.Model;

namespace Weave.Analyzer.Cost;

/// <summary>Counts the operations of a piece of code. A static estimate: it knows no data, and what a called method does is not looked into.</summary>
public static class CostReader
{
    /// <summary>What a loop counts whose number of iterations is not in the text.</summary>
    const int UnknownTrips = 10;

    const int Call = 10;
    const int Allocation = 20;

    /// <summary>The cost of running <paramref name="node"/> once: a body, a loop, a statement or an expression.</summary>
    public static CostEstimate Of(SyntaxNode node, SemanticModel semantics, CancellationToken cancel) =>
        Operation(node, semantics, cancel) is { } operation ? Count(operation) : 0;

    /// <summary>The cost of one iteration of a loop: what can pass between two polls at its back-edge.</summary>
    public static CostEstimate OfIteration(SyntaxNode loop, SemanticModel semantics, CancellationToken cancel) =>
        Operation(loop, semantics, cancel) is ILoopOperation operation ? Iteration(operation) : 0;

    static IOperation? Operation(SyntaxNode node, SemanticModel semantics, CancellationToken cancel) =>
        semantics.GetOperation(node, cancel) ?? (node.IsKind(SyntaxKind.ArrowExpressionClause) ? semantics.GetOperation(node.ChildNodes().First(), cancel) : null);

    static CostEstimate Count(IOperation operation) => operation switch
    {
        ILoopOperation loop => Loop(loop),
        IConditionalOperation choice => Count(choice.Condition) + Larger(choice.WhenTrue, choice.WhenFalse),
        ISwitchOperation choice => Count(choice.Value) + choice.Cases.Select(Children).Aggregate((CostEstimate)0, Larger),
        ISwitchExpressionOperation choice => Count(choice.Value) + choice.Arms.Select(Children).Aggregate((CostEstimate)0, Larger),
        ITryOperation region => Count(region.Body) + (region.Finally is { } final ? Count(final) : 0),
        IAnonymousFunctionOperation => Allocation,
        ILocalFunctionOperation or INameOfOperation or IConstantPatternOperation => 0,
        IInvocationOperation => Children(operation) + Call,
        IObjectCreationOperation { Type.IsValueType: false } or IArrayCreationOperation or IAnonymousObjectCreationOperation or IInterpolatedStringOperation or ICollectionExpressionOperation => Children(operation) + Allocation,
        IBinaryOperation or IUnaryOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation or ISimpleAssignmentOperation or IArrayElementReferenceOperation
            or IFieldReferenceOperation or IIsPatternOperation or IIsTypeOperation => Children(operation) + 1,
        IPropertyReferenceOperation => Children(operation) + 2,
        _ => Children(operation),
    };

    static CostEstimate Children(IOperation operation) => operation.ChildOperations.Aggregate((CostEstimate)0, static (sum, child) => sum + Count(child));

    static CostEstimate Larger(IOperation? left, IOperation? right) => Larger(left is null ? 0 : Count(left), right is null ? 0 : Count(right));

    static CostEstimate Larger(CostEstimate left, CostEstimate right) =>
        (left.Operations >= right.Operations ? left : right) with { IsGuess = left.IsGuess || right.IsGuess };

    static CostEstimate Loop(ILoopOperation loop)
    {
        var before = loop switch
        {
            IForLoopOperation counted => counted.Before.Aggregate((CostEstimate)0, static (sum, part) => sum + Count(part)),
            IForEachLoopOperation each => Count(each.Collection),
            _ => 0,
        };
        var trips = Trips(loop);
        return before + (Iteration(loop) * (trips ?? UnknownTrips)) + new CostEstimate(0, trips is null);
    }

    static CostEstimate Iteration(ILoopOperation loop) => Count(loop.Body) + 1 + (loop switch
    {
        IForLoopOperation counted => (counted.Condition is { } condition ? Count(condition) : 0) + counted.AtLoopBottom.Aggregate((CostEstimate)0, static (sum, part) => sum + Count(part)),
        IWhileLoopOperation { Condition: { } condition } => Count(condition),
        _ => 0,
    });

    /// <summary>The number of iterations of <c>for (i = constant; i &lt; constant; i++)</c> and its like; null if the text does not say.</summary>
    static long? Trips(ILoopOperation loop)
    {
        if (loop is not IForLoopOperation { Condition: IBinaryOperation { LeftOperand: ILocalReferenceOperation local, RightOperand: var limit } condition, AtLoopBottom.Length: 1 } counted
            || Constant(limit) is not { } end || Start(counted, local.Local) is not { } start || Step(counted.AtLoopBottom[0], local.Local) is not { } step)
        {
            return null;
        }
        return condition.OperatorKind switch
        {
            BinaryOperatorKind.LessThan when step > 0 => Math.Max(0, (end - start + step - 1) / step),
            BinaryOperatorKind.LessThanOrEqual when step > 0 => Math.Max(0, (end - start + step) / step),
            BinaryOperatorKind.GreaterThan when step < 0 => Math.Max(0, (start - end - step - 1) / -step),
            BinaryOperatorKind.GreaterThanOrEqual when step < 0 => Math.Max(0, (start - end - step) / -step),
            _ => null,
        };
    }

    static long? Start(IForLoopOperation loop, ILocalSymbol local) => loop.Before
        .SelectMany(static b => b.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>()
        .Where(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local)).Select(static d => d.GetVariableInitializer()?.Value is { } value ? Constant(value) : null).FirstOrDefault();

    static long? Step(IOperation bottom, ILocalSymbol local) => (bottom as IExpressionStatementOperation)?.Operation switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } change when SymbolEqualityComparer.Default.Equals(target.Local, local) =>
            change.Kind == OperationKind.Increment ? 1 : -1,
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Add } change when SymbolEqualityComparer.Default.Equals(target.Local, local) => Constant(change.Value),
        _ => null,
    };

    static long? Constant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: int or long or short or byte } constant
        ? Convert.ToInt64(constant.Value, System.Globalization.CultureInfo.InvariantCulture) : null;
}

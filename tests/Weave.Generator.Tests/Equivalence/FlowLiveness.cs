using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Weave.Generator.Tests.Equivalence;

/// <summary>A second opinion on liveness: the classical backward analysis over the compiler's own control-flow graph. Shares no code and no idea with the product's.</summary>
sealed class FlowLiveness
{
    /// <summary>What one operation does, in order of evaluation.</summary>
    readonly record struct Event(ISymbol? Use, ISymbol? Def, SyntaxNode? Mark);

    readonly bool reachedOnly;
    readonly SemanticModel semantics;
    readonly IMethodSymbol method;
    readonly ControlFlowGraph graph;
    readonly List<Event>[] events;
    readonly HashSet<ISymbol>[] liveIn;
    readonly Dictionary<CaptureId, ISymbol> places = [];
    readonly HashSet<CaptureId> compound = [];
    readonly Dictionary<SyntaxNode, HashSet<ISymbol>> after = [];

    /// <param name="syntax">The method.</param>
    /// <param name="method">The method.</param>
    /// <param name="semantics">Its meaning.</param>
    /// <param name="reachedOnly">Leaves out reads that control never reaches: the compiler knows that a condition is constant, the graph does not.</param>
    public FlowLiveness(MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel semantics, bool reachedOnly = false)
    {
        this.reachedOnly = reachedOnly;
        this.semantics = semantics;
        this.method = method;
        graph = ControlFlowGraph.Create((IMethodBodyOperation)semantics.GetOperation(syntax)!);
        FindPlaces();
        events = [.. graph.Blocks.Select(EventsOf)];
        liveIn = [.. graph.Blocks.Select(static _ => new HashSet<ISymbol>(SymbolEqualityComparer.Default))];
        Solve();
        foreach (var block in graph.Blocks)
            Backward(block, OutOf(block, liveIn), liveIn, (node, live) => after[node] = [.. live]);
        foreach (var region in Regions(graph.Root).Where(static r => r.Kind == ControlFlowRegionKind.Finally))
            InsideFinally(region);
    }

    static IEnumerable<ControlFlowRegion> Regions(ControlFlowRegion region) => region.NestedRegions.SelectMany(Regions).Prepend(region);

    /// <summary>After a cut in a finally region is live what is live wherever the region leads to: behind each jump through it, and in the handlers around.</summary>
    void InsideFinally(ControlFlowRegion region)
    {
        var target = Handlers(region.EnclosingRegion, liveIn, null);
        foreach (var block in graph.Blocks)
        {
            foreach (var branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
            {
                if (branch?.Destination is not { } destination || !branch.FinallyRegions.Contains(region))
                    continue;
                var live = new HashSet<ISymbol>(liveIn[destination.Ordinal], SymbolEqualityComparer.Default);
                for (var i = branch.FinallyRegions.Length - 1; branch.FinallyRegions[i] != region; i--)
                    live = Through(branch.FinallyRegions[i], live);
                target.UnionWith(live);
            }
        }
        Through(region, target, (node, live) => after[node] = [.. live]);
    }

    /// <summary>Names of the variables that are live right after the call or await at <paramref name="node"/>; null if the graph does not have it.</summary>
    public IReadOnlySet<string>? After(SyntaxNode node) => after.TryGetValue(node, out var live) ? Names(live) : null;

    /// <summary>Names of the variables that are live at the head of a loop.</summary>
    public IReadOnlySet<string>? AtHead(SyntaxNode loop)
    {
        var span = loop switch
        {
            WhileStatementSyntax each => each.Condition.Span,
            ForStatementSyntax { Condition: { } condition } => condition.Span,
            ForStatementSyntax each => each.Statement.Span,
            DoStatementSyntax each => each.Statement.Span,
            CommonForEachStatementSyntax => default,
            LabeledStatementSyntax labeled => labeled.Statement.Span,
            SwitchSectionSyntax section => section.Statements.Span,
            _ => throw new InvalidOperationException(loop.Kind().ToString()),
        };
        foreach (var block in graph.Blocks)
        {
            var operations = block.Operations.Concat(block.BranchValue is { } value ? [value] : []);
            if (loop is CommonForEachStatementSyntax each
                ? block.BranchValue is IInvocationOperation { TargetMethod.Name: "MoveNext" } next && each.Expression.Span.Contains(next.Syntax.Span)
                : operations.Any(o => o.DescendantsAndSelf().Any(inner => !inner.IsImplicit && span.Contains(inner.Syntax.Span) && !IsCaught(inner.Syntax, loop))))
            {
                return Names(liveIn[block.Ordinal]);
            }
        }
        return null;
    }

    /// <summary>A handler is no beginning, even where nothing stands in its try block.</summary>
    static bool IsCaught(SyntaxNode node, SyntaxNode loop) => node.Ancestors().TakeWhile(a => a != loop).Any(static a => a is CatchClauseSyntax);

    static HashSet<string> Names(IEnumerable<ISymbol> live) => [.. live.Select(static s => s.Name).Where(static n => !string.IsNullOrEmpty(n))];

    void Solve()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = graph.Blocks.Length - 1; i >= 0; i--)
            {
                var block = graph.Blocks[i];
                var live = Backward(block, OutOf(block, liveIn), liveIn, null);
                if (liveIn[i].Count != live.Count)
                {
                    liveIn[i] = live;
                    changed = true;
                }
            }
        }
    }

    HashSet<ISymbol> OutOf(BasicBlock block, HashSet<ISymbol>[] at)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
        {
            if (branch?.Destination is not { } destination)
                continue;
            var target = new HashSet<ISymbol>(at[destination.Ordinal], SymbolEqualityComparer.Default);
            for (var i = branch.FinallyRegions.Length - 1; i >= 0; i--)
                target = Through(branch.FinallyRegions[i], target);
            live.UnionWith(target);
        }
        return live;
    }

    /// <summary>What is live before a finally region, given what is live where it leads to.</summary>
    HashSet<ISymbol> Through(ControlFlowRegion region, HashSet<ISymbol> target, Action<SyntaxNode, HashSet<ISymbol>>? mark = null)
    {
        var inside = graph.Blocks.Select(static _ => new HashSet<ISymbol>(SymbolEqualityComparer.Default)).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = region.LastBlockOrdinal; i >= region.FirstBlockOrdinal; i--)
            {
                var block = graph.Blocks[i];
                var end = OutOf(block, inside);
                if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
                    end.UnionWith(target);
                var live = Backward(block, end, inside, null, region);
                changed |= live.Count != inside[i].Count;
                inside[i] = live;
            }
        }
        for (var i = region.FirstBlockOrdinal; mark is not null && i <= region.LastBlockOrdinal; i++)
        {
            var end = OutOf(graph.Blocks[i], inside);
            if (graph.Blocks[i].FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
                end.UnionWith(target);
            Backward(graph.Blocks[i], end, inside, mark, region);
        }
        return inside[region.FirstBlockOrdinal];
    }

    /// <summary>What is live where an exception in this region goes to.</summary>
    HashSet<ISymbol> Handlers(ControlFlowRegion? region, HashSet<ISymbol>[] at, ControlFlowRegion? stop)
    {
        var live = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (; region?.EnclosingRegion is { } around && region != stop; region = around)
        {
            if (region.Kind != ControlFlowRegionKind.Try)
                continue;
            foreach (var sibling in around.NestedRegions.Where(r => r != region))
            {
                if (sibling.Kind == ControlFlowRegionKind.Finally)
                    return [.. live, .. Through(sibling, Handlers(around, at, stop))];
                live.UnionWith(at[sibling.FirstBlockOrdinal]);
            }
        }
        return live;
    }

    HashSet<ISymbol> Backward(BasicBlock block, HashSet<ISymbol> live, HashSet<ISymbol>[] at, Action<SyntaxNode, HashSet<ISymbol>>? mark, ControlFlowRegion? stop = null)
    {
        var handlers = Handlers(block.EnclosingRegion, at, stop);
        live = new(live, SymbolEqualityComparer.Default);
        live.UnionWith(handlers);
        var list = events[block.Ordinal];
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i].Mark is { } node)
                mark?.Invoke(node, live);
            if (list[i].Def is { } def && !handlers.Contains(def))
                live.Remove(def);
            if (list[i].Use is { } use)
                live.Add(use);
        }
        return live;
    }

    /// <summary>Captures that stand for a variable as a target, not for its value.</summary>
    void FindPlaces()
    {
        var all = graph.Blocks.SelectMany(static b => b.Operations.Concat(b.BranchValue is { } value ? [value] : [])).SelectMany(static o => o.DescendantsAndSelf()).ToList();
        var targets = all.OfType<IAssignmentOperation>().Select(static a => a.Target).OfType<IFlowCaptureReferenceOperation>().Select(static c => c.Id).ToHashSet();
        targets.UnionWith(all.OfType<IDeconstructionAssignmentOperation>().SelectMany(static a => a.Target.DescendantsAndSelf().OfType<IFlowCaptureReferenceOperation>()).Select(static c => c.Id));
        compound.UnionWith(all.OfType<ICompoundAssignmentOperation>().Select(static a => a.Target).OfType<IFlowCaptureReferenceOperation>().Select(static c => c.Id));
        foreach (var capture in all.OfType<IFlowCaptureOperation>())
        {
            if (targets.Contains(capture.Id) && Variable(capture.Value) is { } variable)
                places[capture.Id] = variable;
        }
    }

    ISymbol? Variable(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation { Local: { IsConst: false, IsRef: false } local } when SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method) => local,
        IParameterReferenceOperation { Parameter: var parameter } when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) => parameter,
        IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
        _ => null,
    };

    List<Event> EventsOf(BasicBlock block)
    {
        var list = new List<Event>();
        foreach (var operation in block.Operations)
            Walk(operation, list);
        if (block.BranchValue is { } value)
            Walk(value, list);
        return list;
    }

    void Walk(IOperation operation, List<Event> list)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment when Place(assignment.Target) is { } target:
                Walk(assignment.Value, list);
                list.Add(new(null, target, null));
                break;
            case ICompoundAssignmentOperation assignment when Place(assignment.Target) is { } target:
                if (assignment.Target is not IFlowCaptureReferenceOperation)
                    list.Add(new(target, null, null));
                Walk(assignment.Value, list);
                list.Add(new(null, target, null));
                break;
            case IDeconstructionAssignmentOperation assignment:
                Operands(assignment.Target, list);
                Walk(assignment.Value, list);
                Targets(assignment.Target, list);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Out } argument when Variable(argument.Value) is not null:
                break; // the call assigns it
            case IFlowCaptureOperation capture when places.TryGetValue(capture.Id, out var place):
                if (compound.Contains(capture.Id))
                    list.Add(new(place, null, null));
                break;
            case ILocalReferenceOperation { IsDeclaration: true } when Variable(operation) is { } declared:
                list.Add(new(null, declared, null));
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when Variable(operation) is { } used:
                if (!IsBeyondReach(operation.Syntax, used))
                    list.Add(new(used, null, null));
                break;
            case IFlowAnonymousFunctionOperation when !IsBeyondReach(operation.Syntax, null):
                Mentions(operation.Syntax, list, []);
                break;
            default:
                foreach (var child in operation.ChildOperations)
                    Walk(child, list);
                Own(operation, list);
                break;
        }
    }

    /// <summary>True if control never comes here: then nothing flows in.</summary>
    bool IsBeyondReach(SyntaxNode node, ISymbol? variable)
    {
        if (!reachedOnly)
            return false;
        if (node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax } statement && semantics.AnalyzeControlFlow(statement) is { Succeeded: true, StartPointIsReachable: false })
            return true;
        return variable is not null && node is ExpressionSyntax expression && semantics.AnalyzeDataFlow(expression) is { Succeeded: true } flow && !flow.DataFlowsIn.Contains(variable, SymbolEqualityComparer.Default);
    }

    void Own(IOperation operation, List<Event> list)
    {
        switch (operation)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                list.Add(new(null, declared, null));
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared }:
                list.Add(new(null, declared, null));
                break;
            case IListPatternOperation { DeclaredSymbol: { } declared }:
                list.Add(new(null, declared, null));
                break;
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                Mentions(call.TargetMethod.DeclaringSyntaxReferences[0].GetSyntax(), list, []);
                break;
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                Mentions(reference.Method.DeclaringSyntaxReferences[0].GetSyntax(), list, []);
                break;
            default:
                break;
        }
        foreach (var target in operation.ChildOperations.OfType<IArgumentOperation>().Where(static a => a.Parameter?.RefKind == RefKind.Out).Select(a => Variable(a.Value)).OfType<ISymbol>())
            list.Add(new(null, target, null));
        if (operation is IInvocationOperation or IAwaitOperation)
            list.Add(new(null, null, operation.Syntax));
    }

    ISymbol? Place(IOperation target) => target is IFlowCaptureReferenceOperation { Id: var id } ? places.GetValueOrDefault(id) : Variable(target);

    /// <summary>What says where a value goes is evaluated before the value.</summary>
    void Operands(IOperation target, List<Event> list)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (var element in tuple.Elements)
                Operands(element, list);
        }
        else if (target is not IDeclarationExpressionOperation && Place(target) is null)
        {
            Walk(target, list);
        }
    }

    void Targets(IOperation target, List<Event> list)
    {
        if (target is ITupleOperation tuple)
        {
            foreach (var element in tuple.Elements)
                Targets(element, list);
        }
        else if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
        {
            Targets(declared, list);
        }
        else if (Place(target) is { } variable)
        {
            list.Add(new(null, variable, null));
        }
    }

    /// <summary>Variables of the method that a nested function reads: those it does not only assign.</summary>
    void Mentions(SyntaxNode function, List<Event> list, HashSet<SyntaxNode> seen)
    {
        if (!seen.Add(function))
            return;
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            var symbol = semantics.GetSymbolInfo(name).Symbol;
            if (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } other)
                Mentions(other.DeclaringSyntaxReferences[0].GetSyntax(), list, seen);
            else if (symbol is ILocalSymbol { IsConst: false } or IParameterSymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, method)
                && name.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression })
                list.Add(new(symbol, null, null));
        }
    }
}
